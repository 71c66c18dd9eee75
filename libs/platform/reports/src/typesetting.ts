import { resolve } from 'node:path';

/** One document to set. */
export interface Typesetting {
  /** Absolute path of a `.typ` file below {@link WORKSPACE}. */
  templatePath: string;
  /** Becomes `json(bytes(sys.inputs.data))` in the template, so markup inside it stays inert text. */
  data: unknown;
}

/** Where the template wants the seal, in points from the page's top left corner; `page` counts from 1. */
export interface SealPlace {
  page: number;
  left: number;
  top: number;
  size: number;
}

/** A document that was set. */
export interface Typeset {
  pdf: Buffer;
  /** null: the template has no place for a seal. */
  seal: SealPlace | null;
}

/** The folder that holds `libs`: four levels up both in the sources and in `dist`. A template may import from anywhere below. */
export const WORKSPACE = resolve(__dirname, '../../../..');

/**
 * `missing_glyph`: the data holds a character no font can draw; `template_error`: the template refused;
 * `render_timeout`: it did not come to an end; `render_crashed`: it ended the process that set it; `render_deferred`: its
 * turn did not come.
 */
export type TypesettingFailure =
  'missing_glyph' | 'template_error' | 'render_timeout' | 'render_crashed' | 'render_deferred';

/** Why a document could not be set; every code but `render_deferred` is permanent: the same input fails again. */
export class TypesettingError extends Error {
  /** @param field JSON path of the text at fault, such as `content.userUnit.name` (`missing_glyph` only) */
  constructor(
    readonly code: TypesettingFailure,
    message: string,
    readonly field?: string,
  ) {
    super(message);
    this.name = 'TypesettingError';
  }

  /** Not now: nothing is known against the document. */
  static deferred(why: string): TypesettingError {
    return new TypesettingError('render_deferred', `it was not set in its turn: ${why}`);
  }

  get passesInTime(): boolean {
    return this.code === 'render_deferred';
  }
}
