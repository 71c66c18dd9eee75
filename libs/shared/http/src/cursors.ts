import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '@nqi/shared/config';
import { DomainError } from '@nqi/shared/errors';

/** A place in a sorted list: the list and order it belongs to, the sorted value and the id of the last row seen. */
export interface Position {
  order: string;
  value: string | null;
  id: string;
}

const SIGNATURE_BYTES = 16;

/** Signed list cursors: clients pass them on and can neither read meaning into them nor make their own. */
@Injectable()
export class Cursors {
  private readonly key: Buffer;

  constructor(@Inject(CONFIG) { APP_SECRET }: Config) {
    this.key = Buffer.from(hkdfSync('sha256', APP_SECRET, '', 'list cursors', 32));
  }

  write({ order, value, id }: Position): string {
    const payload = Buffer.from(JSON.stringify([order, value, id]));
    return Buffer.concat([this.sign(payload), payload]).toString('base64url');
  }

  /** @throws DomainError request.bad_cursor when it is not ours or belongs to another list or order */
  read(cursor: string, order: string): Position {
    const bytes = Buffer.from(cursor, 'base64url');
    const payload = bytes.subarray(SIGNATURE_BYTES);
    if (bytes.length <= SIGNATURE_BYTES || !timingSafeEqual(bytes.subarray(0, SIGNATURE_BYTES), this.sign(payload))) {
      throw new DomainError('request.bad_cursor');
    }
    const [signedOrder, value, id] = JSON.parse(payload.toString()) as [string, string | null, string];
    if (signedOrder !== order) throw new DomainError('request.bad_cursor');
    return { order, value, id };
  }

  private sign(payload: Buffer): Buffer {
    return createHmac('sha256', this.key).update(payload).digest().subarray(0, SIGNATURE_BYTES);
  }
}
