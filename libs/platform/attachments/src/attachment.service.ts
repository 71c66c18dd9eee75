import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { IncomingFiles } from '@nqi/shared/files';
import { newId } from '@nqi/shared/ids';
import { FileStore } from '@nqi/shared/storage';
import { Attachment } from './attachment.entity';
import { HOLDS_FILE } from './attachment-files';
import { type AttachmentKind, AttachmentKinds } from './attachment-kind';
import type { AttachFile } from './attachment.dto';

/** How long the bytes are awaited. */
const AWAITED_MS = 3_600_000;

/** Attaches and removes; each under the lock of the record, whose line says whether it is open. */
@Injectable()
export class AttachmentService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly kinds: AttachmentKinds,
    private readonly incoming: IncomingFiles,
    private readonly files: FileStore,
  ) {}

  /** A place for a file, before it is sent. @returns its id */
  announce(actor: Actor, wish: AttachFile): Promise<string> {
    this.incoming.assertTaken(wish.type, wish.bytes);
    const kind = this.kinds.get(wish.subjectType);
    return this.transactions.run(async (tx) => {
      await kind.assertAttaches(tx, actor, wish.subjectId);
      await assertDocument(kind, wish.document);
      await this.assertPlace(tx, kind, wish.subjectId);
      const [createdAt, id] = [this.clock.now(), newId()];
      const by = { attachedById: actor.userId, organisationId: actor.organisationId };
      const expiresAt = new Date(createdAt.getTime() + AWAITED_MS);
      await tx.manager.insert(Attachment, { id, state: 'awaited', ...wish, ...by, createdAt, expiresAt });
      return id;
    });
  }

  /**
   * Takes the bytes. The same bytes again change nothing.
   * @throws DomainError attachments.not_awaited and what {@link IncomingFiles.take} throws
   */
  async store(actor: Actor, { id, type }: Attachment, source: Readable): Promise<void> {
    const { key, sha256, bytes } = await this.incoming.take(type, source);
    await this.transactions.run(async (tx) => {
      const attachment = await this.locked(tx, actor, id);
      if (attachment.state === 'stored' && attachment.sha256 === sha256) return;
      // The same bytes, long removed elsewhere, may have been deleted since they were found to be there already.
      await tx.sql(HOLDS_FILE, [key]);
      if (!(await this.files.exists(key))) throw new DomainError('attachments.send_again');
      const now = this.clock.now();
      if (attachment.state !== 'awaited' || attachment.expiresAt <= now)
        throw new DomainError('attachments.not_awaited');
      await tx.manager.update(Attachment, { id }, { state: 'stored', fileKey: key, sha256, bytes, storedAt: now });
    });
  }

  /** By who attached it, while the record is open. */
  remove(actor: Actor, id: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      const { state } = await this.locked(tx, actor, id);
      if (state === 'removed') throw new DomainError('record.not_found');
      await tx.manager.update(Attachment, { id }, { state: 'removed', removedAt: this.clock.now() });
    });
  }

  /** What documents a record has. */
  async documentsOf(tx: Tx, subjectType: string, subjectId: string): Promise<Set<string>> {
    const rows = await tx.sql<{ document: string }>(
      `SELECT DISTINCT document FROM attachments WHERE subject_type = $1 AND subject_id = $2 AND state = 'stored'`,
      [subjectType, subjectId],
    );
    return new Set(rows.map(({ document }) => document));
  }

  /** The record first, then its attachment: the order in which everybody locks. */
  private async locked(tx: Tx, actor: Actor, id: string): Promise<Attachment> {
    const { subjectType, subjectId } = await tx.manager.findOneByOrFail(Attachment, { id });
    await this.kinds.get(subjectType).assertAttaches(tx, actor, subjectId);
    const attachment = await tx.manager.findOneOrFail(Attachment, {
      where: { id },
      lock: { mode: 'for_no_key_update' },
    });
    if (attachment.attachedById !== actor.userId) throw new DomainError('access.forbidden');
    return attachment;
  }

  private async assertPlace(tx: Tx, { subjectType, most }: AttachmentKind, subjectId: string): Promise<void> {
    const [row] = await tx.sql<{ count: number }>(
      `SELECT count(*)::int AS count FROM attachments WHERE subject_type = $1 AND subject_id = $2
         AND (state = 'stored' OR (state = 'awaited' AND expires_at > $3))`,
      [subjectType, subjectId, this.clock.now()],
    );
    if ((row?.count ?? 0) >= most) throw new DomainError('attachments.too_many', { most });
  }
}

async function assertDocument(kind: AttachmentKind, document: string): Promise<void> {
  const kinds = await kind.documents();
  if (!kinds.includes(document)) throw new DomainError('attachments.unknown_kind', { kind: document, kinds });
}
