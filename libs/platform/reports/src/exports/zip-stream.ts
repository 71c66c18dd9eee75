import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** A zip that is read while it is written, file by file; of its files one at a time stands in memory. */
export class ZipStream {
  private readonly zip = new ZipFile();
  readonly output = this.zip.outputStream as Readable;

  constructor() {
    this.zip.on('error', (error: Error) => this.output.destroy(error));
  }

  /** Resolves when the file has gone out; what is compressed already, such as a PDF, is `stored` as it is. */
  async add(name: string, content: Buffer, { mtime, stored }: { mtime: Date; stored: boolean }): Promise<void> {
    const source = Readable.from([content], { objectMode: false });
    let given: Readable | undefined = source;
    this.zip.addReadStreamLazy(name, { mtime, compress: !stored, size: content.length }, (take) => {
      const stream = given as Readable;
      // The zip keeps this function to its end; it must not keep the file with it.
      given = undefined;
      take(null, stream);
    });
    await finished(source);
  }

  /** @param comment makes zips of the same files different */
  end(comment: string): void {
    this.zip.end({ comment, forceZip64Format: false });
  }

  /** Writes as long as somebody reads: a store that fails ends the writing, and a writer that fails ends the store. */
  async whileStored<T>(stored: Promise<unknown>, write: () => Promise<T>): Promise<T> {
    const failed = new Promise<never>((_, reject) => void stored.catch(reject));
    try {
      return await Promise.race([write(), failed]);
    } catch (error) {
      this.output.destroy(error as Error);
      await stored.catch(() => undefined);
      throw error;
    }
  }
}
