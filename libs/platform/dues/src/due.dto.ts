import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';
import { IsDay, PageQuery, Printable } from '@nqi/shared/http';
import { daysBetween } from '@nqi/shared/calendar';
import { type Due, type DueState, dueStates } from './due.entity';
import type { RulesOfDay } from './rules-of-day';

const NAME = /^[a-z][a-z_]{1,49}$/;

export class DueQuery extends PageQuery {
  /** For example elevator_inspection, elevator_self_test, instrument_verification; open to more. */
  @IsOptional() @Matches(NAME) kind?: string;
  /** elevator, instrument, equipment; open to more. */
  @IsOptional() @Matches(NAME) subjectType?: string;
  @IsOptional() @IsUUID() subjectId?: string;
  /** Default: open. */
  @IsOptional() @IsIn(dueStates) state?: DueState;
  /** Who must have it done. */
  @IsOptional() @IsUUID() organisationId?: string;
  @IsOptional() @IsString() @Length(6, 6) @Printable() districtCode?: string;
  @IsOptional() @IsDay() dueFrom?: string;
  @IsOptional() @IsDay() dueTo?: string;
  @IsOptional() @IsIn(['true', 'false']) isOverdue?: 'true' | 'false';
  /** Whether a filing or an order is under way. */
  @IsOptional() @IsIn(['true', 'false']) isInHand?: 'true' | 'false';
  @IsOptional() @IsIn(['dueOn', '-dueOn']) sort?: string = 'dueOn';
}

export class BoardQuery {
  @IsOptional() @Matches(NAME) kind?: string;
  @IsOptional() @IsString() @Length(6, 6) @Printable() districtCode?: string;
}

/** What settles a due, or where it is being settled. */
export class DueAction {
  rel: string;
  href: string;
}

export class DueResponse {
  id: string;
  kind: string;
  subjectType: string;
  subjectId: string;
  label: string;
  organisationId: string;
  institutionId: string | null;
  districtCode: string | null;
  dueOn: string;
  /** The last day on which to file or order so that the due day can be kept; null where no rule says one. */
  actBy: string | null;
  /** Days after the due day; negative before it. */
  daysOver: number;
  isOverdue: boolean;
  /** A filing or an order is under way. */
  isInHand: boolean;
  @ApiProperty({ enum: dueStates }) state: DueState;
  /** Version of the rule behind the day. */
  rule: string;
  /** The last rung of reminders, in days after the due day. */
  remindedRung: number | null;
  action: DueAction;
  closedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

export class DueList {
  items: DueResponse[];
  nextCursor: string | null;
}

export class DueBoardRow {
  /** Null: not known. */
  districtCode: string | null;
  kind: string;
  overdue: number;
  /** Of those overdue, how many have a filing or an order under way. */
  overdueInHand: number;
  within30Days: number;
  within90Days: number;
}

export class DueBoard {
  items: DueBoardRow[];
}

export function toDueResponse(due: Due, today: string, rules: RulesOfDay): DueResponse {
  const { id, kind, subjectType, subjectId, label, organisationId, institutionId, districtCode, dueOn, state } = due;
  const { isInHand, rule, remindedRung, actionRel: rel, actionHref: href, closedAt, createdAt, updatedAt } = due;
  const daysOver = daysBetween(dueOn, today);
  return {
    ...{ id, kind, subjectType, subjectId, label, organisationId, institutionId, districtCode, dueOn },
    ...{
      actBy: rules.actBy(due),
      daysOver,
      isOverdue: state === 'open' && daysOver > 0,
      isInHand,
      state,
      rule,
      remindedRung,
    },
    ...{ action: { rel, href }, closedAt, createdAt, updatedAt },
  };
}
