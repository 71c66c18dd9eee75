import { IsOptional, IsUUID } from 'class-validator';
import { IsDay } from '@nqi/shared/http';

export class SatisfactionQuery {
  @IsOptional() @IsUUID() organisationId?: string;
  /** Rated on this day or later. */
  @IsOptional() @IsDay() from?: string;
  /** Rated on this day or earlier. */
  @IsOptional() @IsDay() to?: string;
}

export class SatisfactionRow {
  organisationId: string;
  organisationName: string;
  ratings: number;
  /** Share of grades from 3 on, in percent with one decimal. */
  satisfiedPercent: number;
  /** Mean grade in hundredths of the best one, with two decimals. */
  index: number;
}

export class SatisfactionList {
  items: SatisfactionRow[];
}
