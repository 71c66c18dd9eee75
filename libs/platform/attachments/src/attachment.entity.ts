import { Column, Entity, PrimaryColumn } from 'typeorm';

export type AttachmentState = 'awaited' | 'stored' | 'removed';
export const attachmentStates: readonly AttachmentState[] = ['awaited', 'stored', 'removed'];

/** A file at a record; `awaited` until its bytes have come. */
@Entity('attachments')
export class Attachment {
  @PrimaryColumn('uuid') id: string;
  @Column('text') state: AttachmentState;
  @Column('text') subjectType: string;
  @Column('uuid') subjectId: string;
  /** What it is to the record, for example `maintenance_contract`. */
  @Column('text') document: string;
  @Column('text') name: string;
  @Column('text') type: string;
  /** Said beforehand, then counted. */
  @Column('integer') bytes: number;
  @Column('text', { nullable: true }) sha256: string | null;
  @Column('text', { nullable: true }) fileKey: string | null;
  @Column('uuid') attachedById: string;
  @Column('uuid') organisationId: string;
  /** Until when the bytes are awaited. */
  @Column('timestamptz') expiresAt: Date;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz', { nullable: true }) storedAt: Date | null;
  @Column('timestamptz', { nullable: true }) removedAt: Date | null;
  /** When the bytes of what was removed went, too. */
  @Column('timestamptz', { nullable: true }) contentDeletedAt: Date | null;
}
