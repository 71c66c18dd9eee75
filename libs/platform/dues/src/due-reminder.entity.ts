import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That somebody was reminded of a due on a rung of the ladder. Append-only; the constraint says: once. */
@Entity('due_reminders')
export class DueReminderEntry {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') dueId: string;
  @Column('smallint') rung: number;
  @Column('timestamptz') createdAt: Date;
}
