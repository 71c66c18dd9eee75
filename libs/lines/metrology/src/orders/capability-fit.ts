import { Decimal } from '@nqi/shared/units';
import type { Capability } from '../capabilities/capability.entity';
import type { Instrument } from '../instruments/instrument.entity';

type Offered = Pick<
  Capability,
  'laboratoryId' | 'state' | 'service' | 'quantity' | 'rangeLowSi' | 'rangeHighSi' | 'validFrom' | 'validTo'
>;
type Ranged = Pick<Instrument, 'rangeQuantity' | 'rangeLowSi' | 'rangeHighSi'>;

/** Why a capability cannot serve. */
export type Misfit =
  'other_laboratory' | 'not_active' | 'not_valid' | 'other_service' | 'other_quantity' | 'out_of_range';

/**
 * Why a laboratory's capability cannot serve an instrument on a day; empty: it can. A range that could not be read from
 * the plate is the clerk's to judge.
 */
export function misfitsOf(
  capability: Offered | undefined,
  instrument: Ranged,
  { laboratoryId, service, on }: { laboratoryId: string; service: string; on: string },
): Misfit[] {
  if (capability?.laboratoryId !== laboratoryId) return ['other_laboratory'];
  const isOtherQuantity = instrument.rangeQuantity !== null && instrument.rangeQuantity !== capability.quantity;
  const all: [Misfit, boolean][] = [
    ['not_active', capability.state !== 'active'],
    ['not_valid', on < capability.validFrom || on > capability.validTo],
    ['other_service', capability.service !== service],
    ['other_quantity', isOtherQuantity],
    ['out_of_range', !isOtherQuantity && !covers(capability, instrument)],
  ];
  return all.filter(([, isSo]) => isSo).map(([misfit]) => misfit);
}

function covers(capability: Offered, { rangeLowSi, rangeHighSi }: Ranged): boolean {
  if (rangeLowSi === null || rangeHighSi === null) return true;
  return new Decimal(capability.rangeLowSi).lte(rangeLowSi) && new Decimal(capability.rangeHighSi).gte(rangeHighSi);
}
