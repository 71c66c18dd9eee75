import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { PreparedReads } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Conditions, Lists, type Page } from '@nqi/shared/http';
import { Attachment } from './attachment.entity';
import { AttachmentKinds } from './attachment-kind';
import type { AttachmentQuery } from './attachment.dto';

/** An upload is seen by who makes it; what is there by all who read the record; what was removed by nobody. */
@Injectable()
export class AttachmentQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
    private readonly kinds: AttachmentKinds,
  ) {}

  /** Of one record. @throws DomainError record.not_found */
  async list(actor: Actor, { subjectType, subjectId, ...page }: AttachmentQuery): Promise<Page<Attachment>> {
    await this.kinds.get(subjectType).assertReads(actor, subjectId);
    const where = new Conditions().add('a.subject_type = ? AND a.subject_id = ?', subjectType, subjectId);
    where.add(`a.state <> 'removed'`).add(`(a.state = 'stored' OR a.attached_by_id = ?)`, actor.userId);
    return this.lists.page<Attachment>({
      columns: this.reads.columns(Attachment, 'a'),
      from: 'attachments a',
      where,
      page,
      sort: 'createdAt',
      sortBy: 'a.created_at',
      id: 'a.id',
      valueOf: ({ createdAt }) => createdAt,
    });
  }

  /** @throws DomainError record.not_found */
  async get(actor: Actor, id: string): Promise<Attachment> {
    const text = `SELECT ${this.reads.columns(Attachment, 'a')} FROM attachments a WHERE a.id = $1`;
    const [attachment] = await this.reads.rows<Attachment>({ name: 'attachment', text }, [id]);
    const isThere = attachment?.state === 'stored' || attachment?.attachedById === actor.userId;
    if (!attachment || attachment.state === 'removed' || !isThere) throw new DomainError('record.not_found');
    await this.kinds.get(attachment.subjectType).assertReads(actor, attachment.subjectId);
    return attachment;
  }
}
