import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { RatingTaskState } from './rating-task.workflow';

/** 差评整改: what the rated organisation does about a low grade. */
@Entity('rating_tasks')
export class RatingTask {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') ratingId: string;
  /** Whose work it was. */
  @Column('uuid') organisationId: string;
  @Column('text') state: RatingTaskState;
  /** The last day for the answer. */
  @Column('date') answerBy: string;
  @Column('text', { nullable: true }) answer: string | null;
  @Column('timestamptz', { nullable: true }) answeredAt: Date | null;
  @VersionColumn() version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}
