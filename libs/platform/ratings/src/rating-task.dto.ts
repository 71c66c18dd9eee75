import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import type { Actor } from '@nqi/platform/identity';
import { NotBlank, OpenEvent, openEventsOf, PageQuery, Printable } from '@nqi/shared/http';
import type { RatingTask } from './rating-task.entity';
import { partiesOf } from './rating-task.policy';
import { type RatingTaskState, ratingTaskWorkflow } from './rating-task.workflow';

export class AnswerTask {
  /** What was found and done. */
  @IsString() @Length(1, 1000) @NotBlank() @Printable() answer: string;
}

export class ReturnTask {
  @IsString() @Length(1, 500) @NotBlank() @Printable() reason: string;
}

export class RatingTaskQuery extends PageQuery {
  @IsOptional() @IsIn(ratingTaskWorkflow.states) state?: RatingTaskState;
  @IsOptional() @IsUUID() organisationId?: string;
}

export class RatingTaskResponse {
  id: string;
  organisationId: string;
  @ApiProperty({ enum: ratingTaskWorkflow.states }) state: RatingTaskState;
  /** What was rated. */
  subjectKind: string;
  subjectId: string;
  grade: number;
  comment: string | null;
  /** The last day for the answer. */
  answerBy: string;
  answer: string | null;
  answeredAt: Date | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  openEvents: OpenEvent[];
}

export class RatingTaskList {
  items: RatingTaskResponse[];
  nextCursor: string | null;
}

/** A task with what it is about. */
export type RatedTask = RatingTask & { subjectKind: string; subjectId: string; grade: number; comment: string | null };

export function toTaskResponse(actor: Actor, task: RatedTask): RatingTaskResponse {
  const { id, organisationId, state, subjectKind, subjectId, grade, comment, answerBy, answer, answeredAt } = task;
  const { version, createdAt, updatedAt } = task;
  return {
    ...{ id, organisationId, state, subjectKind, subjectId, grade, comment, answerBy, answer, answeredAt },
    ...{ version, createdAt, updatedAt },
    openEvents: openEventsOf(ratingTaskWorkflow, task, partiesOf(actor, task), `/v1/rating-tasks/${id}`),
  };
}
