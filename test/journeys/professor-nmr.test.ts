import { startCity, type TestCity } from '../support/city';
import type { Caller } from '../support/client';

/** The founders' words: everybody wants the professor's spectrometer on Tuesday morning. */
describe('the professor’s NMR', () => {
  let city: TestCity;
  beforeAll(async () => (city = await startCity()));
  afterAll(() => city.close());

  it('goes to one of three who want the same morning; the others are told what is free next and get that', async () => {
    const { machineShop, hospital, stranger, equipmentManager } = city.cast;
    const [{ id: nmr }] = (await machineShop.get('/v1/equipment?q=600 MHz')).body.items;
    const book = async (client: Caller, startsAt: string): Promise<any> => {
      const endsAt = new Date(Date.parse(startsAt) + 3 * 3_600_000).toISOString();
      const samples = { mode: 'by_sample', samples: 6, sampleReturn: 'returned', purpose: '有机物结构解析' };
      const { status, body } = await client.post('/v1/equipment-bookings', {
        equipmentIds: [nmr],
        startsAt,
        endsAt,
        ...samples,
      });
      expect([201, 409]).toContain(status);
      if (status === 201) return { client, booking: body, refused: false };
      expect(body).toMatchObject({ code: 'equipment.slot_taken', blockedBy: expect.any(Array) });
      return { ...(await book(client, body.freeSlots[0].startsAt)), refused: true };
    };
    const clients = [machineShop, hospital, stranger];
    const morning = '2026-03-03T00:00:00.000Z'; // eight in the city
    const booked = await Promise.all(clients.map((client) => book(client, morning)));
    expect(booked.filter(({ refused }) => !refused)).toHaveLength(1);
    for (const { client, booking } of booked) {
      const address = `/v1/equipment-bookings/${booking.id}`;
      expect((await client.post(`${address}/submission`, { acceptsAgreement: true })).body.state).toBe(
        'pending_approval',
      );
      expect((await equipmentManager.post(`${address}/approval`, {})).body.state).toBe('approved');
    }
    const { busy } = (await equipmentManager.get(`/v1/equipment/${nmr}/availability?from=2026-03-03&to=2026-03-04`))
      .body;
    // Three hours each, half an hour between them to change samples.
    expect(busy.map(({ startsAt }: any) => startsAt)).toEqual([
      morning,
      '2026-03-03T03:30:00.000Z',
      '2026-03-03T07:00:00.000Z',
    ]);
    expect(booked.map(({ booking }) => booking.estimateFen)).toEqual([144_000, 144_000, 144_000]);
  });
});
