import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '@nqi/shared/config';
import { keySigner } from './key-signer';
import { openPkcs12 } from './pkcs12';
import { type Signer, SigningError } from './signer';

/** The institutions' own keys: `{uscc}.p12` in a folder, read again when the file has changed. */
export class ConfiguredKeys {
  private readonly opened = new Map<string, { version: string; signer: Signer }>();

  constructor(private readonly config: Pick<Config, 'SIGNING_KEYS_DIR' | 'SIGNING_KEYS_PASSWORD'>) {}

  /** @returns null for an institution without a file. @throws SigningError for a file that does not serve */
  async of(uscc: string): Promise<Signer | null> {
    const { SIGNING_KEYS_DIR: folder } = this.config;
    // The code becomes a name of a file: nothing but letters and digits may.
    if (!folder || !/^[0-9A-Z]{18}$/.test(uscc)) return null;
    const path = join(folder, `${uscc}.p12`);
    const version = await versionOf(path);
    if (version === null) return null;
    const opened = this.opened.get(uscc);
    if (opened?.version === version) return opened.signer;
    const signer = await this.open(path, uscc);
    this.opened.set(uscc, { version, signer });
    return signer;
  }

  private async open(path: string, uscc: string): Promise<Signer> {
    try {
      const { key, certificates } = await openPkcs12(await readFile(path), await this.passwordOf(path));
      return keySigner(key, certificates);
    } catch (error) {
      if (error instanceof SigningError) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      throw new SigningError('signing_key_unreadable', `${uscc}.p12: ${reason}`, { cause: error });
    }
  }

  private async passwordOf(path: string): Promise<string> {
    const beside = await readFile(path.replace(/p12$/, 'password'), 'utf8').catch(absent);
    return beside?.replace(/\r?\n$/, '') ?? this.config.SIGNING_KEYS_PASSWORD;
  }
}

async function versionOf(path: string): Promise<string | null> {
  const facts = await stat(path).catch(absent);
  return facts && `${facts.mtimeMs}:${facts.size}`;
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw new SigningError('signing_key_unreadable', `a signing key cannot be read: ${error.code ?? ''}`);
}
