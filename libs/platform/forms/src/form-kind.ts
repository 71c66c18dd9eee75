import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import type { Bilingual } from '@nqi/platform/reports';
import { DomainError } from '@nqi/shared/errors';

/**
 * What a line brings so that its records can be printed as a form: 报检单, 预约送检单. A form is drawn from the record as it
 * is now; it has no number of its own, nobody signs it in the system, and another one can be made at any time.
 */
export interface FormKind {
  /** For example `elevator_filing_form`. */
  readonly name: string;
  readonly title: Bilingual;
  /** Absolute path of the .typ file; it receives what {@link data} returns. */
  readonly templatePath: string;
  /** Records of one form at most. */
  readonly most: number;
  /**
   * @throws DomainError record.not_found unless the actor is a party to every record
   */
  assertReads(actor: Actor, subjectIds: readonly string[]): Promise<void>;
  /**
   * The records as the template takes them. Dates are `YYYY-MM-DD` in Asia/Shanghai; null prints as a dash.
   * @param contactReason why the contacts' phones are wanted in full; they are masked without one, and every look is noted
   * @throws DomainError record.not_found, access.forbidden
   */
  data(actor: Actor, subjectIds: readonly string[], contactReason: string | undefined): Promise<object>;
}

/** The kinds that the lines registered at boot. */
@Injectable()
export class FormKinds {
  private readonly kinds = new Map<string, FormKind>();

  register(kind: FormKind): void {
    if (this.kinds.has(kind.name)) throw new Error(`The form kind ${kind.name} is registered twice.`);
    this.kinds.set(kind.name, kind);
  }

  /** @throws DomainError forms.unknown_kind */
  of(name: string): FormKind {
    const kind = this.kinds.get(name);
    if (!kind) throw new DomainError('forms.unknown_kind', { kind: name, kinds: [...this.kinds.keys()].toSorted() });
    return kind;
  }
}
