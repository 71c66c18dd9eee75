import type { EventNotice, RecordNotices } from './notice-kind';
import type { Recipients } from './recipients';

/** Binds `$1` to a list of `Told`: who is told, and of what. */
export const TOLD = `
  SELECT r.user_id, r.organisation_id, t."subjectType" AS subject_type, t."subjectId" AS subject_id, t.facts, t.href,
    NULL::text AS batch_type, NULL::uuid AS batch_id, split_part(t.href, '?', 1) AS list_href
  FROM jsonb_to_recordset($1::jsonb) AS t ("userId" uuid, "organisationId" uuid, roles text[], "subjectType" text,
    "subjectId" uuid, facts jsonb, href text)
  CROSS JOIN LATERAL (
    SELECT m.user_id, m.organisation_id FROM memberships m
    WHERE m.state = 'active' AND m.organisation_id = t."organisationId"
      AND (t."userId" IS NULL OR m.user_id = t."userId") AND (t.roles IS NULL OR m.roles && t.roles)
    UNION ALL SELECT t."userId", NULL::uuid WHERE t."organisationId" IS NULL
  ) AS r`;

/** Binds `$1` to a list of `{ id, actorId }`: the records of which an event is told, and who caused it. */
export function tellingOf({ notices, kind }: { notices: RecordNotices; kind: EventNotice }): string {
  const facts = Object.entries(notices.facts).map(([name, sql]) => `'${name}', ${sql}`);
  const { type, id: batchId, list } = notices.batch ?? { type: '', id: 'NULL::uuid', list: '' };
  const all = notices.href.slice(0, -1);
  const told = ({ from, where, user, organisation }: Recipients): string => `
    SELECT ${user} AS user_id, ${organisation} AS organisation_id, '${notices.record}' AS subject_type,
           r.id AS subject_id, jsonb_build_object(${facts.join(', ')}) AS facts, '${notices.href}' || r.id AS href,
           '${type}' AS batch_type, ${batchId} AS batch_id, coalesce('${list}' || ${batchId}, '${all}') AS list_href
    FROM ${notices.from} JOIN jsonb_to_recordset($1::jsonb) AS h (id uuid, "actorId" uuid) ON h.id = r.id
      JOIN ${from} ON ${where}
    WHERE ${user} IS DISTINCT FROM h."actorId"`;
  return kind.to.map(told).join(' UNION ALL ');
}

/** Beyond `$5` notices of a kind, an act tells a person one of a whole batch: the first of it, and how many there are. */
const BUNDLED = `
  SELECT t.user_id, t.organisation_id, t.href, t.facts, t.subject_type, t.subject_id FROM counted AS t WHERE t.many <= $5::int
  UNION ALL
  (SELECT DISTINCT ON (t.user_id, t.organisation_id, t.batch_id) t.user_id, t.organisation_id, t.list_href,
     t.facts || jsonb_build_object('bundled', t.many),
     CASE WHEN t.batch_id IS NULL THEN t.subject_type ELSE t.batch_type END, coalesce(t.batch_id, t.subject_id)
   FROM counted AS t WHERE t.many > $5::int ORDER BY t.user_id, t.organisation_id, t.batch_id, t.subject_id)`;

/**
 * Writes a notice for each person once, and an order for each channel that the person has and wants; an order that falls
 * into quiet hours waits for their end. Binds `$2` to the kind, `$3` to the time, `$4` to the channels taken by default,
 * `$5` to the most that one act tells a person singly.
 * @returns the orders that are due now
 */
export const writing = (told: string): string => `
  WITH people AS (
    SELECT DISTINCT ON (t.subject_id, t.user_id) t.* FROM (${told}) AS t
      JOIN users u ON u.id = t.user_id AND u.state = 'active' AND u.erased_at IS NULL
    ORDER BY t.subject_id, t.user_id, t.organisation_id
  ), counted AS MATERIALIZED (
    SELECT p.*, count(*) OVER (PARTITION BY p.user_id, p.organisation_id, p.batch_id) AS many FROM people p
  ), told AS (
    INSERT INTO notices (recipient_id, organisation_id, kind, subject_type, subject_id, facts, href, created_at)
    SELECT b.user_id, b.organisation_id, $2::text, b.subject_type, b.subject_id, b.facts, b.href, $3::timestamptz
    FROM (${BUNDLED}) AS b
    RETURNING id, recipient_id
  ), ordered AS (
    INSERT INTO notice_deliveries (notice_id, recipient_id, channel, queued_at)
    SELECT told.id, told.recipient_id, 'email', ${quietUntil('p')}
    FROM told JOIN email_addresses e ON e.user_id = told.recipient_id AND e.confirmed_at IS NOT NULL
      LEFT JOIN notice_preferences p ON p.user_id = told.recipient_id
    WHERE coalesce(p.channels -> $2::text, $4::jsonb) ? 'email'
    RETURNING id, queued_at
  )
  SELECT id FROM ordered WHERE queued_at <= now()`;

/** The end of a person's quiet hours where it is quiet now, else now; quiet hours may span midnight. */
function quietUntil(preference: string): string {
  const [from, to] = [`${preference}.quiet_from::time`, `${preference}.quiet_to::time`];
  const here = `(now() AT TIME ZONE 'Asia/Shanghai')`;
  const on = (days: number): string => `(${here}::date + ${days} + ${to}) AT TIME ZONE 'Asia/Shanghai'`;
  return `CASE WHEN ${from} < ${to} AND ${here}::time >= ${from} AND ${here}::time < ${to} THEN ${on(0)}
               WHEN ${from} > ${to} AND ${here}::time >= ${from} THEN ${on(1)}
               WHEN ${from} > ${to} AND ${here}::time < ${to} THEN ${on(0)}
               ELSE now() END`;
}
