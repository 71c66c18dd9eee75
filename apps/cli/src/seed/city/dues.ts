import { DueKinds } from '@nqi/platform/dues';
import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';

const FACTS = [
  ...[
    'kind',
    'subject_id',
    'label',
    'organisation_id',
    'institution_id',
    'district_code',
    'due_on',
    'rule',
    'is_in_hand',
  ],
  ...['action_rel', 'action_href'],
];

/**
 * What the rule of a kind computes on the day `$1`. Whoever was to be reminded before that day was: the ladder goes on
 * with the rung of the day.
 */
const ROWS = ({ subjectType, computed }: { subjectType: string; computed: string }): string => `
  WITH computed AS MATERIALIZED (${computed}),
  ladder AS (
    SELECT r.rungs, r.repeat_days, (SELECT max(rung) FROM unnest(r.rungs) AS rung) AS last FROM due_reminder_rules r
    WHERE $1::date BETWEEN r.effective_from AND coalesce(r.effective_to, 'infinity'))
  INSERT INTO dues (id, subject_type, ${FACTS.join(', ')}, state, reminded_rung, remind_on, created_at, updated_at)
  SELECT md5(c.subject_id || c.kind)::uuid, '${subjectType}', ${FACTS.map((fact) => `c.${fact}`).join(', ')}, 'open',
    CASE WHEN c.days > l.last THEN l.last + (c.days - 1 - l.last) / l.repeat_days * l.repeat_days
      ELSE (SELECT max(rung) FROM unnest(l.rungs) AS rung WHERE rung < c.days) END,
    c.due_on + CASE WHEN c.days > l.last THEN l.last + ((c.days - 1 - l.last) / l.repeat_days + 1) * l.repeat_days
      ELSE (SELECT min(rung) FROM unnest(l.rungs) AS rung WHERE rung >= c.days) END,
    $1::date, $1::date
  FROM (SELECT *, $1::date - due_on AS days FROM computed) AS c CROSS JOIN ladder l`;

/** Enters what falls due of the subjects that have no dues yet. @returns how many dues there are */
export async function enterDues(app: INestApplicationContext, db: Client, day: string): Promise<number> {
  let count = 0;
  for (const kind of app.get(DueKinds).all) {
    const computed = kind.computed('NOT EXISTS (SELECT FROM dues d WHERE d.subject_id = s.id)');
    const text = ROWS({ subjectType: kind.subjectType, computed });
    count += (await db.query(text, [day])).rowCount ?? 0;
  }
  return count;
}
