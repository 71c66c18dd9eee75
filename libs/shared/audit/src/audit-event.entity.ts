import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who did what, from where, with what result. Append-only; holds ids and hashes, never names or contents. */
@Entity('audit_events')
export class AuditEvent {
  @PrimaryColumn('uuid') id: string;
  @Column('timestamptz') at: Date;
  /** Null: nobody known, or the system itself. */
  @Column('uuid', { nullable: true }) actorId: string | null;
  /** For which organisation the actor acted. */
  @Column('uuid', { nullable: true }) organisationId: string | null;
  @Column('uuid', { nullable: true }) sessionId: string | null;
  /** The route, or the job. */
  @Column('text') what: string;
  /** The event of the record's workflow, or what else happened to it. */
  @Column('text', { nullable: true }) event: string | null;
  @Column('text', { nullable: true }) recordType: string | null;
  @Column('uuid', { nullable: true }) recordId: string | null;
  /** `done`, or the code of the problem with which it was refused. */
  @Column('text') result: string;
  @Column('text', { nullable: true }) address: string | null;
  @Column('text', { nullable: true }) requestId: string | null;
  /** SHA-256 of the record as it was; null when it is new, or when nothing of it was read. */
  @Column('text', { nullable: true }) beforeHash: string | null;
  @Column('text', { nullable: true }) afterHash: string | null;
  @Column('jsonb') details: Record<string, unknown>;
}
