import type { Readable } from 'node:stream';
import { DomainError } from '@nqi/shared/errors';
import { SaxesParser } from 'saxes';

/** What is done with the elements of a part, by their local names. */
export interface Handler {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string): void;
  text(text: string): void;
}

/**
 * Reads a part piece by piece; yields after each, so that whoever gathers something in the handler can hand it on.
 * Entities of a DTD are not expanded: they are an error.
 * @throws DomainError sheets.malformed
 */
export async function* xmlEvents(part: Readable, handler: Handler): AsyncGenerator<void> {
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => handler.open(localName(name), attributes));
  parser.on('closetag', ({ name }) => handler.close(localName(name)));
  parser.on('text', (text) => handler.text(text));
  parser.on('cdata', (text) => handler.text(text));
  parser.on('doctype', () => parser.fail('no part of a workbook has a DTD'));
  part.setEncoding('utf8');
  try {
    for await (const piece of part) {
      parser.write(piece as string);
      yield;
    }
    parser.close();
  } catch (error) {
    throw error instanceof DomainError ? error : new DomainError('sheets.malformed', { rowNo: 0 });
  }
  yield;
}

/** Reads a whole part. */
export async function readXml(part: Readable, handler: Handler): Promise<void> {
  for await (const piece of xmlEvents(part, handler)) void piece;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
