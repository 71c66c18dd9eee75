import { type ApiClient, RefusedRequest } from './api-client';
import { addDays, today, workingDay } from './days';
import { type Booking, BOOKINGS, type EquipmentPeople, type FreePeriod, shown } from './equipment-people';
import { insist, type Stage } from './stage';

const THREE_HOURS_MS = 3 * 3_600_000;
const ATTEMPTS = 5;

/** Three clients want the professor's NMR on the same morning. @returns the ids of their bookings, which all stand */
export async function sendSamples({ timeline }: Stage, people: EquipmentPeople): Promise<string[]> {
  const { machineShop, hospital, propertyManager, manager } = people;
  const { items } = await machineShop.get<{ items: { id: string; name: string }[] }>('/v1/equipment?q=600+MHz');
  const [nmr] = items;
  insist(nmr !== undefined, 'the NMR spectrometer is not in the directory');
  const morning = await nextMorning(machineShop, nmr.id);
  const tries = [machineShop, hospital, propertyManager].map((client) => book(client, nmr.id, morning));
  const bookings = await Promise.all(tries);
  const winners = bookings.filter(({ refusals }) => refusals === 0);
  insist(winners.length === 1, `${winners.length} clients got the same morning`);
  for (const { booking } of bookings) await manager.post(`${BOOKINGS}/${booking.id}/approval`, {});
  const times = bookings.map(({ booking }) => shown(booking.startsAt)).sort();
  timeline.tell(
    `Three clients want ${nmr.name} at ${shown(morning)}: one gets it, two take the next free times they are offered`,
    `Approved by its manager: ${times.join(', ')}`,
  );
  return bookings.map(({ booking }) => booking.id);
}

/** The first morning of the coming days with three free hours. */
async function nextMorning(client: ApiClient, id: string): Promise<string> {
  const from = workingDay(addDays(today(), 1));
  const path = `/v1/equipment/${id}/availability?from=${from}&to=${addDays(from, 14)}`;
  const { free } = await client.get<{ free: FreePeriod[] }>(path);
  const period = free.find(({ startsAt, endsAt }) => Date.parse(endsAt) - Date.parse(startsAt) >= THREE_HOURS_MS);
  insist(period !== undefined, 'the spectrometer has no free morning in two weeks');
  return period.startsAt;
}

/** Whoever is refused takes the first time that the refusal offers. */
async function book(
  client: ApiClient,
  equipmentId: string,
  startsAt: string,
): Promise<{ booking: Booking; refusals: number }> {
  let wanted = startsAt;
  for (let refusals = 0; refusals < ATTEMPTS; refusals += 1) {
    const offered = await hold(client, equipmentId, wanted);
    if ('id' in offered) {
      const submission = { acceptsAgreement: true };
      return { booking: await client.post<Booking>(`${BOOKINGS}/${offered.id}/submission`, submission), refusals };
    }
    insist(offered.freeSlots[0] !== undefined, 'a refusal offers no other time');
    wanted = offered.freeSlots[0].startsAt;
  }
  throw new Error(`no time was left after ${ATTEMPTS} refusals`);
}

async function hold(
  client: ApiClient,
  equipmentId: string,
  startsAt: string,
): Promise<Booking | { freeSlots: FreePeriod[] }> {
  const endsAt = new Date(Date.parse(startsAt) + THREE_HOURS_MS).toISOString();
  const samples = { mode: 'by_sample', samples: 6, sampleReturn: 'returned', purpose: '有机物结构解析' };
  try {
    return await client.post<Booking>(BOOKINGS, { equipmentIds: [equipmentId], startsAt, endsAt, ...samples });
  } catch (error) {
    const problem = error instanceof RefusedRequest && error.status === 409 ? error.problem : undefined;
    if (!problem) throw error;
    return problem as { freeSlots: FreePeriod[] };
  }
}
