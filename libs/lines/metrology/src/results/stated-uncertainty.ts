import { DomainError } from '@nqi/shared/errors';
import { Decimal } from '@nqi/shared/units';

/** An expanded uncertainty in the unit of the readings. */
export interface Expanded {
  value: Decimal;
  k: Decimal;
}

/** The uncertainty of a measurement at a value of the measurand. */
export type UncertaintyAt = (at: Decimal) => Expanded;

/**
 * The uncertainty that a result states: the laboratory's own evaluation, else its capability (CMC).
 * @param given what the verifier entered
 * @param cmcAt the accredited capability at a value
 * @throws DomainError metrology.uncertainty_below_cmc: nobody measures better than the laboratory is accredited for
 */
export function statedUncertainty(given: Expanded | null, cmcAt: UncertaintyAt, unit: string): UncertaintyAt {
  return (at) => {
    const cmc = cmcAt(at);
    if (!given) return cmc;
    // Compared as standard uncertainties: k = 3 makes U larger without making the measurement worse.
    const least = cmc.value.div(cmc.k).times(given.k);
    if (given.value.gte(least)) return given;
    throw new DomainError('metrology.uncertainty_below_cmc', {
      at: at.toFixed(),
      uncertainty: given.value.toFixed(),
      cmc: least.toSignificantDigits(3, Decimal.ROUND_UP).toFixed(),
      k: given.k.toFixed(),
      unit,
    });
  };
}
