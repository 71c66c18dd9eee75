import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { PreparedReads } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Conditions } from '@nqi/shared/http';
import { type CalibrationNeed, type NeedProblem, readNeed } from './calibration-need';
import type { CapabilitySearch } from './capability.dto';
import { Capability } from './capability.entity';

/** A capability that covers a need, with its laboratory and its uncertainty at the need's far limit. */
export type FittingCapability = Capability & {
  laboratoryName: string;
  laboratoryDistrictCode: string | null;
  uncertaintySi: string;
};

/** What was understood of a search, and who can do it. */
export interface SearchOutcome {
  need: CalibrationNeed;
  on: string;
  limit: number;
  /** The best first, at most `limit`. */
  found: FittingCapability[];
  /** Whether others fit as well. */
  hasMore: boolean;
}

/** U where it is largest between $1 and $2: at the limit further from the scale's zero. */
const UNCERTAINTY = 'c.u_constant_si + c.u_proportional * greatest(abs($1 - c.zero_si), abs($2 - c.zero_si))';

@Injectable()
export class CapabilitySearchQueries {
  constructor(
    private readonly reads: PreparedReads,
    private readonly clock: Clock,
  ) {}

  /**
   * Who can verify or calibrate an instrument of this range: the least uncertainty first, then price, then days.
   * @throws DomainError request.invalid
   */
  async search(query: CapabilitySearch): Promise<SearchOutcome> {
    const need = readNeed(query);
    if (typeof need === 'string') throw refusal(need);
    const on = query.onDay ?? this.clock.today();
    const limit = query.limit ?? 20;
    const where = conditionsOf(query, need, on);
    const order = 'c.price_fen, c.promised_days, c.id';
    // First only what the order needs: thousands of rows may fit, a few are answered.
    const text = `SELECT ${this.reads.columns(Capability, 'c')}, best.uncertainty AS "uncertaintySi",
        o.name AS "laboratoryName", o.district_code AS "laboratoryDistrictCode"
      FROM (SELECT c.id, ${UNCERTAINTY} AS uncertainty FROM metrology_capabilities c WHERE ${where.parts.join(' AND ')}
            ORDER BY uncertainty, ${order} LIMIT ${limit + 1}) AS best
        JOIN metrology_capabilities c ON c.id = best.id JOIN organisations o ON o.id = c.laboratory_id
      ORDER BY best.uncertainty, ${order}`;
    const name = `capability_search_${createHash('md5').update(text).digest('hex')}`;
    const rows = await this.reads.rows<FittingCapability>({ name, text }, where.values);
    return { need, on, limit, found: rows.slice(0, limit), hasMore: rows.length > limit };
  }
}

function conditionsOf(query: CapabilitySearch, { quantity, lowSi, highSi }: CalibrationNeed, on: string): Conditions {
  return new Conditions()
    .add('c.range_low_si <= ? AND c.range_high_si >= ?', lowSi, highSi)
    .add(`c.quantity = ? AND c.state = 'active' AND ? BETWEEN c.valid_from AND c.valid_to`, quantity, on)
    .addIf(query.service, 'c.service = ?')
    .addIf(query.scopeSource, 'c.scope_source = ?')
    .asked(query.instrument, 'c.search_terms')
    .addIf(
      query.districtCode?.replace(/(00){1,2}$/, ''),
      `c.laboratory_id IN (SELECT id FROM organisations WHERE district_code LIKE ? || '%')`,
    );
}

const PROBLEMS: Readonly<Record<NeedProblem, { pointer: string; code: string }>> = {
  unknown_unit: { pointer: '/unit', code: 'field.not_allowed' },
  other_quantity: { pointer: '/quantity', code: 'field.other_quantity' },
  reversed_range: { pointer: '/high', code: 'field.too_small' },
  mpe_twice: { pointer: '/mpe', code: 'field.not_allowed' },
  no_span: { pointer: '/accuracyClass', code: 'field.not_allowed' },
};

function refusal(problem: NeedProblem): DomainError {
  return new DomainError('request.invalid', { errors: [PROBLEMS[problem]] });
}
