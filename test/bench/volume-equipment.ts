import type { Client } from 'pg';

const MACHINES = 400;
const BOOKINGS_EACH = 500;

/** The name of every machine of the volume begins so. */
export const VOLUME_NAME = 'bench machine';

/**
 * 400 machines of the demo city's test centre with 500 bookings each: six a day over the last sixty and the next
 * twenty-three days. The days behind are free.
 */
export async function fillCalendar(db: Client): Promise<void> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM equipment WHERE name LIKE '${VOLUME_NAME} %'`,
  );
  if ((rows[0]?.count ?? 0) > 0) return;
  // Foreign keys of generated rows hold by construction; checking them would take most of the time.
  await db.query(`SET session_replication_role = replica`);
  await db.query(MACHINE_ROWS, [MACHINES]);
  await db.query(`INSERT INTO equipment_tariffs (id, equipment_id, prices, effective_from, created_at)
    SELECT uuidv7(), id, '{"external": {"perHourFen": 30000}}', '2020-01-01', now() FROM equipment WHERE name LIKE '${VOLUME_NAME} %'`);
  await db.query(BOOKING_ROWS, [BOOKINGS_EACH]);
  await db.query(`INSERT INTO occupancies (id, provider_id, resource_id, place, during, kind, booking_id)
    SELECT uuidv7(), provider_id, equipment_ids[1], 1, tstzrange(starts_at, ends_at), 'confirmed', id
    FROM equipment_bookings WHERE purpose = 'bench' ORDER BY equipment_ids[1], starts_at`);
  await db.query(`RESET session_replication_role`);
  await db.query('VACUUM ANALYZE equipment, equipment_bookings, occupancies, equipment_tariffs');
}

const RULE = JSON.stringify({
  weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '00:00', to: '24:00' })),
  ...{ slotMinutes: 30, minMinutes: 30, maxMinutes: 480, noticeHours: 0, maxDaysAhead: 300, bufferBeforeMinutes: 0 },
  ...{ bufferAfterMinutes: 0, needsApproval: true, places: 1, maxOpenBookings: 1000, cancelDeadlineHours: 4 },
});

const MACHINE_ROWS = `
  INSERT INTO equipment (id, provider_id, inner_no, name, unit_kind, category, specifications, district_code, address,
                         modes, open_rule, state, search_terms, created_at, updated_at)
  SELECT uuidv7(), e.provider_id, 'BENCH-' || i, '${VOLUME_NAME} ' || i, 'single', 'general', 'bench', e.district_code,
         e.address, '{by_time}', '${RULE}', 'open', '{}', now(), now()
  FROM (SELECT * FROM equipment WHERE inner_no = 'CMM-01') e, generate_series(1, $1::int) i`;

/** A number for each, far from those that the city gives. */
const BOOKING_ROWS = `
  INSERT INTO equipment_bookings (id, number, provider_id, organisation_id, booked_by_id, equipment_ids, mode, state,
                                  user_class, starts_at, ends_at, purpose, fee_fen, fee_lines, submitted_at, created_at,
                                  updated_at)
  SELECT uuidv7(), 'YY20200101' || lpad((row_number() OVER ())::text, 6, '0'), e.provider_id, u.organisation_id, u.user_id,
         ARRAY[e.id], 'by_time', CASE WHEN start < now() THEN 'closed' ELSE 'approved' END, 'external', start,
         start + interval '3 hours', 'bench', 90000, '[]', start - interval '5 days', start - interval '5 days', now()
  FROM equipment e, generate_series(0, $1::int - 1) j,
       LATERAL (SELECT date_trunc('day', now()) + make_interval(days => -60, hours => j * 4) AS start) AS time,
       (SELECT m.user_id, m.organisation_id FROM memberships m JOIN users u ON u.id = m.user_id
        WHERE u.name = '物业经办人') u
  WHERE e.name LIKE '${VOLUME_NAME} %'`;
