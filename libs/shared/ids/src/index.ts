import { v7 } from 'uuid';

/** A new primary key: UUIDv7, so that keys made later sort later and indexes grow at one end. */
export function newId(): string {
  return v7();
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Whether a text can be a primary key at all; asking the database about anything else would be an error there. */
export function isId(text: string): boolean {
  return UUID.test(text);
}
