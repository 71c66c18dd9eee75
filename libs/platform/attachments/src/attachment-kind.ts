import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import type { Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';

/** What a line brings so that files can be attached to one sort of its records. */
export interface AttachmentKind {
  /** As history calls the record, for example `elevator_filing`. */
  readonly subjectType: string;
  /** What a file can be to the record. */
  documents(): Promise<readonly string[]> | readonly string[];
  /** Attachments of one record at most. */
  readonly most: number;
  /** @throws DomainError record.not_found unless the actor may read the record's attachments */
  assertReads(actor: Actor, subjectId: string): Promise<void>;
  /**
   * Locks the record.
   * @throws DomainError record.not_found, access.forbidden, attachments.closed unless the actor may attach now
   */
  assertAttaches(tx: Tx, actor: Actor, subjectId: string): Promise<void>;
}

/** The kinds that modules registered at boot. */
@Injectable()
export class AttachmentKinds {
  private readonly kinds = new Map<string, AttachmentKind>();

  register(kind: AttachmentKind): void {
    if (this.kinds.has(kind.subjectType))
      throw new Error(`The attachment kind ${kind.subjectType} is registered twice.`);
    this.kinds.set(kind.subjectType, kind);
  }

  /** @throws DomainError record.not_found for what takes no attachments */
  get(subjectType: string): AttachmentKind {
    const kind = this.kinds.get(subjectType);
    if (!kind) throw new DomainError('record.not_found');
    return kind;
  }
}
