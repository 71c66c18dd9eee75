import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '@nqi/shared/config';
import { blindIndex, indexKey } from './blind-index';
import { keyIdOf, open, type Place, seal } from './envelope';
import { type KeyRing, readKeyRing } from './key-ring';
import { openBytes, sealBytes } from './sealed-bytes';

declare const encrypted: unique symbol;

/**
 * A value as it stands in an encrypted column, whichever way it was read. It is no string to the compiler: what is
 * written must have been encrypted, what is shown must be decrypted, or it does not compile.
 */
export interface Encrypted {
  readonly [encrypted]: true;
}

/** An encrypted value, and by what equal ones are found. */
export interface EncryptedPair<Value, Index> {
  readonly value: Value;
  readonly index: Index;
}

/** Encrypts and decrypts single values, and finds equal ones. */
@Injectable()
export class Secrets {
  private readonly ring: KeyRing;
  private readonly indexKeys = new Map<string, Buffer>();

  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'DATA_KEYS' | 'DATA_INDEX_KEY'>) {
    this.ring = readKeyRing(config.DATA_KEYS);
  }

  /** What stands in an encrypted column and in its index; nothing for nothing. */
  encrypt(place: Place, text: string): EncryptedPair<Encrypted, string>;
  encrypt(place: Place, text: string | null | undefined): EncryptedPair<Encrypted | null, string | null>;
  encrypt(place: Place, text: string | null | undefined): EncryptedPair<Encrypted | null, string | null> {
    if (text === null || text === undefined) return { value: null, index: null };
    const value = seal(this.ring, place, text) as unknown as Encrypted;
    return { value, index: this.index(place.column, text) };
  }

  /**
   * A value from before its column was encrypted is what it says, until the re-encryption has come by.
   * @throws EnvelopeError
   */
  decrypt(place: Place, value: Encrypted): string;
  decrypt(place: Place, value: Encrypted | null): string | null;
  decrypt(place: Place, value: Encrypted | null): string | null {
    if (value === null) return null;
    const text = value as unknown as string;
    return text.startsWith('v1.') ? open(this.ring, place, text) : text;
  }

  /** A file as it may lie in a store. */
  encryptBytes(place: Place, content: Uint8Array): Buffer {
    return sealBytes(this.ring, place, content);
  }

  /** @throws EnvelopeError */
  decryptBytes(place: Place, sealed: Buffer): Buffer {
    return openBytes(this.ring, place, sealed);
  }

  /** What stands in the column `…_index` beside an encrypted one. */
  index(column: string, text: string): string {
    const key = this.indexKeys.get(column) ?? indexKey(this.config.DATA_INDEX_KEY, column);
    this.indexKeys.set(column, key);
    return blindIndex(key, text);
  }

  /** Whether a value was encrypted with the key that encrypts today. */
  isCurrent(value: Encrypted): boolean {
    return keyIdOf(value as unknown as string) === this.ring.current;
  }
}
