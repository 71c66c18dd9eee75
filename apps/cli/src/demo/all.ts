import { playAssistance } from './assistance';
import { playEquipment } from './equipment';
import { type Headline, playHeadline } from './headline';
import { playMetrology } from './metrology';
import type { Stage } from './stage';

/** The headline with what the other lines counted. */
export interface AllLines extends Headline {
  certificates: number;
  bookings: number;
  requests: number;
}

/** The elevators, then a hospital's gauges, shared instruments and a question. `seconds` counts the elevators alone. */
export async function playAllLines(stage: Stage): Promise<AllLines> {
  const headline = await playHeadline(stage);
  const { certificates } = await playMetrology(stage);
  const { bookings } = await playEquipment(stage);
  const { requests } = await playAssistance(stage);
  return { ...headline, certificates, bookings, requests };
}
