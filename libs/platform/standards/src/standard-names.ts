import { Injectable } from '@nestjs/common';
import type { Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { parseStandardNumber } from '@nqi/shared/text';
import type { Standard, StandardStatus } from './standard.entity';
import { statusOn } from './standard.policy';

/** A standard as a record or a report names it, and what it was on the day in question. */
export interface NamedStandard {
  number: string;
  title: string;
  status: StandardStatus;
  /** What stands in its place, if anything does. */
  replacedBy: string[];
}

type Found = Pick<Standard, 'number' | 'title' | 'effectiveOn' | 'abolishedOn'> & { replacedBy: string[] };

/** Standards by their numbers, for the records of lines. */
@Injectable()
export class StandardNames {
  /** @returns the numbers in their one spelling, each once @throws DomainError standards.bad_number */
  spelled(numbers: readonly string[]): string[] {
    const spelled = numbers.map((number) => {
      const parsed = parseStandardNumber(number);
      if (!parsed || parsed.year === null) throw new DomainError('standards.bad_number', { number });
      return parsed.number;
    });
    return [...new Set(spelled)];
  }

  /**
   * What standards are on a day, in the order of their spelled numbers.
   * @throws DomainError standards.unknown for numbers that nobody entered
   */
  async on(tx: Tx, numbers: readonly string[], day: string): Promise<NamedStandard[]> {
    const found = await tx.sql<Found>(
      `SELECT s.number, s.title, s.effective_on AS "effectiveOn", s.abolished_on AS "abolishedOn",
         ARRAY(SELECT n.number FROM standards n WHERE n.replaces @> ARRAY[s.number] ORDER BY n.number) AS "replacedBy"
       FROM standards s WHERE s.number = ANY($1)`,
      [numbers],
    );
    const byNumber = new Map(found.map((one) => [one.number, one]));
    const unknown = numbers.filter((number) => !byNumber.has(number));
    if (unknown.length > 0) throw new DomainError('standards.unknown', { numbers: unknown });
    return numbers.flatMap((number) => toNamed(byNumber.get(number), day));
  }
}

function toNamed(found: Found | undefined, day: string): NamedStandard[] {
  if (!found) return [];
  const { number, title, replacedBy } = found;
  return [{ number, title, status: statusOn(day, found, replacedBy.length > 0), replacedBy }];
}
