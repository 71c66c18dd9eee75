import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '@nqi/shared/config';
import { keyFor, seal, unseal } from '@nqi/shared/secrets';
import type { OutgoingSms } from './sms-provider';

type Secret = Pick<OutgoingSms, 'phone' | 'params'>;

/** What of a message must not stand in a table: to whom it goes and the code in it. */
@Injectable()
export class SmsEnvelope {
  private readonly key: Buffer;

  constructor(@Inject(CONFIG) { APP_SECRET }: Config) {
    this.key = keyFor(APP_SECRET, 'sms messages');
  }

  close(id: string, secret: Secret): string {
    return seal(this.key, JSON.stringify(secret), id);
  }

  open(id: string, sealed: string): Secret {
    return JSON.parse(unseal(this.key, sealed, id)) as Secret;
  }
}
