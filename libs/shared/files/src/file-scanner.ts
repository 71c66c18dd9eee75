/** Looks into files before they are kept. */
export abstract class FileScanner {
  /** @returns what was found in it, null for nothing */
  abstract scan(content: Buffer): Promise<string | null>;
}

/** Where no scanner is set up. */
export class NoScanner extends FileScanner {
  scan(): Promise<null> {
    return Promise.resolve(null);
  }
}
