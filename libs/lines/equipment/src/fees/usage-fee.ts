/** What a user is to the provider (HANDBOOK 4.3): its own people, a partner, anybody else, or a small enterprise. */
export const userClasses = ['internal', 'partner', 'external', 'sme'] as const;
export type UserClass = (typeof userClasses)[number];

/** 自主上机, 代操作, 送样. */
export const bookingModes = ['by_time', 'by_time_assisted', 'by_sample'] as const;
export type BookingMode = (typeof bookingModes)[number];

/** Prices of one user class in fen; what has no price is not charged, a mode without its own price is not offered. */
export interface Prices {
  readonly perHourFen?: number;
  readonly perSampleFen?: number;
  /** Once for each use of a piece of equipment. */
  readonly setupFen?: number;
  readonly operatorPerHourFen?: number;
}

/** The prices of each class; a class without any pays as `external`. */
export type PriceList = Readonly<Partial<Record<UserClass, Prices>>>;

/** Machine time of one piece of equipment, or samples run on it. */
export interface Use {
  readonly equipment: { readonly zh: string; readonly en: string };
  readonly mode: BookingMode;
  /** Of actual use; charged are started slots, at least one. */
  readonly minutes: number;
  readonly slotMinutes: number;
  readonly samples: number;
}

export interface UsageFeeLine {
  code: 'setup' | 'per_hour' | 'operator_per_hour' | 'per_sample';
  label: { zh: string; en: string };
  quantity: number;
  unitFen: number;
  /** `quantity` times `unitFen`. */
  amountFen: number;
}

/** The prices that a class pays. */
export function pricesFor(list: PriceList, userClass: UserClass): Prices {
  return list[userClass] ?? list.external ?? {};
}

/** Whether the prices say what this mode costs. */
export function isPriced(prices: Prices, mode: BookingMode): boolean {
  return (mode === 'by_sample' ? prices.perSampleFen : prices.perHourFen) !== undefined;
}

/** Started slots, at least one. */
export function slotsOf({ minutes, slotMinutes }: Pick<Use, 'minutes' | 'slotMinutes'>): number {
  return Math.max(1, Math.ceil(minutes / slotMinutes));
}

/** The lines of a bill, in their order; empty when the mode has no price. Prices of 0 are lines of 0: free is said. */
export function usageFee(prices: Prices, use: Use): UsageFeeLine[] {
  if (!isPriced(prices, use.mode)) return [];
  const { setupFen = 0, perHourFen = 0, perSampleFen = 0, operatorPerHourFen = 0 } = prices;
  const slots = slotsOf(use);
  const slot = { zh: `每${use.slotMinutes}分钟`, en: `per ${use.slotMinutes} min` };
  const setUp = line(use, 'setup', { zh: '开机准备', en: 'set-up' }, [1, setupFen]);
  const samples = line(use, 'per_sample', { zh: '样品', en: 'samples' }, [use.samples, perSampleFen]);
  const hours = { zh: `机时（${slot.zh}）`, en: `machine time (${slot.en})` };
  const machine = line(use, 'per_hour', hours, [slots, ofSlot(perHourFen, use)]);
  const operation = { zh: `代操作（${slot.zh}）`, en: `operator (${slot.en})` };
  const operator = line(use, 'operator_per_hour', operation, [slots, ofSlot(operatorPerHourFen, use)]);
  const lines = {
    by_time: [machine],
    by_time_assisted: [machine, operator],
    by_sample: [samples],
  }[use.mode];
  return setupFen > 0 ? [setUp, ...lines] : lines;
}

/** Sum of the lines in fen. */
export function totalOf(lines: readonly UsageFeeLine[]): number {
  return lines.reduce((sum, { amountFen }) => sum + amountFen, 0);
}

/** The price of a slot, to the nearest fen. */
function ofSlot(hourFen: number, { slotMinutes }: Use): number {
  return Math.round((hourFen * slotMinutes) / 60);
}

function line(
  { equipment }: Use,
  code: UsageFeeLine['code'],
  what: { zh: string; en: string },
  [quantity, unitFen]: [number, number],
): UsageFeeLine {
  const label = { zh: `${equipment.zh} ${what.zh}`, en: `${equipment.en} ${what.en}` };
  return { code, label, quantity, unitFen, amountFen: quantity * unitFen };
}
