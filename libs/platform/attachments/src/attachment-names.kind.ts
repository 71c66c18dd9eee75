import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Person, type PersonalDataKind, PersonalDataKinds } from '@nqi/platform/personal-data';
import type { Tx } from '@nqi/shared/database';

/** Names that a person gave to files; the files themselves belong to the records at which they are. */
@Injectable()
export class AttachmentNamesKind implements PersonalDataKind, OnModuleInit {
  readonly name = 'attachment';
  readonly columns = [];

  constructor(private readonly kinds: PersonalDataKinds) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  collect(tx: Tx, { userId, before }: Person): Promise<unknown> {
    return tx.sql(
      `SELECT id, name, document, subject_type AS "subjectType", subject_id AS "subjectId", created_at AS "createdAt"
       FROM attachments WHERE attached_by_id = $1 AND created_at < coalesce($2, 'infinity'::timestamptz)
       ORDER BY created_at, id`,
      [userId, before],
    );
  }

  /** People name files after themselves; what a file is to its record says enough. */
  async erase(tx: Tx, { userId, before }: Person): Promise<void> {
    await tx.sql(
      `UPDATE attachments SET name = document || coalesce(substring(name FROM '\\.[A-Za-z0-9]{1,5}$'), '')
       WHERE attached_by_id = $1 AND created_at < coalesce($2, 'infinity'::timestamptz)`,
      [userId, before],
    );
  }
}
