import { randomInt } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '@nqi/shared/config';
import { keyedHash, keyFor, seal, unseal } from '@nqi/shared/secrets';

/** Codes that prove an address: only their hash is kept, and, until the mail is out, the code sealed for its row. */
@Injectable()
export class EmailCodes {
  private readonly key: Buffer;

  constructor(@Inject(CONFIG) { APP_SECRET }: Config) {
    this.key = keyFor(APP_SECRET, 'email codes');
  }

  make(): string {
    return String(randomInt(1_000_000)).padStart(6, '0');
  }

  /** For one address row, so that no code proves another. */
  hash(addressId: string, code: string): string {
    return keyedHash(this.key, addressId, code);
  }

  seal(deliveryId: string, code: string): string {
    return seal(this.key, code, deliveryId);
  }

  unseal(deliveryId: string, sealed: string): string {
    return unseal(this.key, sealed, deliveryId);
  }
}
