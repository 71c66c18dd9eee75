export { newId } from './new-id';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Whether a text can be a primary key at all; asking the database about anything else would be an error there. */
export function isId(text: string): boolean {
  return UUID.test(text);
}
