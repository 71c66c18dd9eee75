import { DomainError } from '@nqi/shared/errors';
import { type DecisionRule, overall } from './conformity';
import type { Computed, Conformity } from './result-row';

/**
 * What the results come to. A verification concludes by law: every item of the regulation met and every row within its
 * limit; a calibration says so only where the client asked. Rows before an adjustment are history.
 * @throws DomainError metrology.undetermined, metrology.readings_incomplete for a verification that cannot conclude
 */
export function conclude(service: string, { rows, checks }: Computed, rule: DecisionRule): Conformity | null {
  if (rule === 'none') return null;
  const isAdjusted = rows.some(({ status }) => status === 'as_left');
  const counting = isAdjusted ? rows.filter(({ status }) => status !== 'as_found') : rows;
  const measured = overall(counting.map(({ conformity }) => conformity));
  const conclusion = checks.some(({ isMet }) => !isMet) ? 'fail' : measured;
  if (service !== 'verification') return conclusion;
  if (conclusion === null) throw new DomainError('metrology.readings_incomplete', { missing: ['mpe'] });
  if (conclusion !== 'undetermined') return conclusion;
  const count = counting.filter(({ conformity }) => conformity === 'undetermined').length;
  throw new DomainError('metrology.undetermined', { count });
}
