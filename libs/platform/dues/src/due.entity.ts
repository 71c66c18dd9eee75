import { Column, Entity, PrimaryColumn } from 'typeorm';

/** 待办, 已完成, 已取消: a later date took its place, or the subject no longer has one. */
export const dueStates = ['open', 'settled', 'dropped'] as const;
export type DueState = (typeof dueStates)[number];

/** Something that a subject must have done by a day. Computed from the rules of its line, never edited. */
@Entity('dues')
export class Due {
  @PrimaryColumn('uuid') id: string;
  /** For example `elevator_inspection`. */
  @Column('text') kind: string;
  /** For example `elevator`. */
  @Column('text') subjectType: string;
  @Column('uuid') subjectId: string;
  /** What a person calls the subject: a code or a number of the ledger. */
  @Column('text') label: string;
  /** Who must have it done. */
  @Column('uuid') organisationId: string;
  /** Who may settle it, as far as that is known. */
  @Column('uuid', { nullable: true }) institutionId: string | null;
  @Column('text', { nullable: true }) districtCode: string | null;
  @Column('date') dueOn: string;
  /** Version of the rule behind the day. */
  @Column('text') rule: string;
  @Column('text') state: DueState;
  /** A filing or an order is under way: nobody is reminded. */
  @Column('boolean') isInHand: boolean;
  @Column('text') actionRel: string;
  @Column('text') actionHref: string;
  /** The last rung of the ladder on which somebody was reminded, in days after the due day. */
  @Column('smallint', { nullable: true }) remindedRung: number | null;
  /** Day of the next reminder. */
  @Column('date') remindOn: string;
  @Column('timestamptz', { nullable: true }) closedAt: Date | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}
