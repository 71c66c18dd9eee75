import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '@nqi/shared/config';
import { keyFor, seal, unseal } from '@nqi/shared/secrets';

/** Closes what a form is set from for the time between request and file. */
@Injectable()
export class FormSeal {
  private readonly key: Buffer;

  constructor(@Inject(CONFIG) { APP_SECRET }: Config) {
    this.key = keyFor(APP_SECRET, 'forms');
  }

  seal(formId: string, data: object): string {
    return seal(this.key, JSON.stringify(data), formId);
  }

  unseal(formId: string, sealed: string): object {
    return JSON.parse(unseal(this.key, sealed, formId)) as object;
  }
}
