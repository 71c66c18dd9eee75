import { indexTerms } from '@nqi/shared/text';
import type { Client } from 'pg';
import { categories } from '../../libs/lines/assistance/src/requests/help-request-facts';

/** Requests of some years in a city of seven million. */
const REQUESTS = 50_000;
/** Different questions; each is asked again and again with another product. */
const QUESTIONS = 2_000;
const ASKERS = 300;

const OBJECTS =
  '三坐标测量机 压力表 电子天平 热电偶 减速机 速冻水饺 锂电池 儿童玩具 空气压缩机 光纤 齿轮 阀门 疫苗冷链 起重机'.split(
    ' ',
  );
const ASPECTS =
  '检定周期 测量不确定度 位置度公差 国际标准 出口认证 质量手册 商标注册 内审员培训 委托检测 期间核查'.split(' ');
const WAYS = '怎样办理 需要哪些材料 多久能出结果 由谁负责 费用怎么算 是否强制 与客户不一致 怎样写进图样'.split(' ');

/**
 * Fills the line by SQL: 50,000 requests of 300 enterprises, half of them public and most of them closed, each with its
 * two clocks and two messages; the machine shop asked one in 50, the experts of the demo city serve one in 40.
 */
export async function fillRequests(db: Client): Promise<void> {
  const { rows } = await db.query<{ there: boolean }>(
    `SELECT count(*) >= $1 AS there FROM help_requests WHERE number LIKE 'QZ2018%'`,
    [REQUESTS],
  );
  if (rows[0].there) return;
  // Foreign keys of generated rows hold by construction; checking them would take most of the time.
  await db.query(`SET session_replication_role = replica`);
  await db.query(REQUEST_ROWS, [REQUESTS, ASKERS, JSON.stringify(questions())]);
  await db.query(CLOCK_ROWS);
  await db.query(MESSAGE_ROWS);
  await db.query(`RESET session_replication_role`);
  await db.query('VACUUM ANALYZE help_requests, help_request_clocks, help_request_messages');
}

function questions(): object[] {
  return Array.from({ length: QUESTIONS }, (_, at) => {
    const [object, aspect, way] = [OBJECTS[at % 14], ASPECTS[Math.floor(at / 14) % 10], WAYS[Math.floor(at / 140) % 8]];
    const title = `${object}${aspect}${way}`;
    const description = `我单位的${object}（第 ${at} 批）涉及${aspect}，想了解${way}，请专家给出依据和步骤，最好能附上标准条款。`;
    return {
      at,
      title,
      description,
      category: categories[at % categories.length],
      terms: indexTerms(title, description),
    };
  });
}

// uuidv7() is there because the embedded PostgreSQL is 18; keys then grow with time, as those of the application do.
const REQUEST_ROWS = `
  WITH askers AS (SELECT array_agg(id) AS ids FROM (SELECT id FROM organisations ORDER BY id LIMIT $2) AS chosen),
       shop AS (SELECT m.organisation_id, m.user_id FROM memberships m JOIN users u ON u.id = m.user_id
                WHERE u.name = '机械厂管理员'),
       serving AS (SELECT array_agg(user_id ORDER BY user_id) AS ids FROM experts WHERE state = 'active'),
       others AS (SELECT array_agg(id) AS ids FROM (SELECT id FROM users ORDER BY id LIMIT 40) AS chosen),
       question AS (SELECT * FROM jsonb_to_recordset($3::jsonb)
                      AS q (at int, title text, description text, category text, terms text[]))
  INSERT INTO help_requests (id, number, state, type, priority, category, title, description, terms, is_public,
    is_anonymous, wanted_experts, open_places, assignee_ids, requester_organisation_id, requester_id, district_code,
    round, reopenings, transfers, pauses, answer, answered_by_id, answered_at, resolution, closure, is_callback_due,
    submitted_at, resolved_at, closed_at, version, created_at, updated_at)
  SELECT uuidv7(made_at - now()), 'QZ20180101' || lpad(i::text, 6, '0'), state,
         (ARRAY['aid', 'consult', 'complaint', 'urgent'])[1 + i % 4], 'normal', q.category, q.title, q.description,
         q.terms || ARRAY['n' || i], i % 2 = 0, i % 10 = 0, 1, CASE WHEN state = 'open' THEN 1 ELSE 0 END,
         CASE WHEN state IN ('open', 'submitted') THEN '{}'
              ELSE ARRAY[CASE WHEN i % 40 = 0 THEN serving.ids[1 + i / 40 % 2] ELSE others.ids[1 + i % cardinality(others.ids)] END] END,
         CASE WHEN i % 50 = 0 THEN shop.organisation_id ELSE askers.ids[1 + i % cardinality(askers.ids)] END, shop.user_id, '370602',
         1, 0, 0, 0, CASE WHEN is_done THEN '见附件。' END, CASE WHEN is_done THEN others.ids[1] END,
         CASE WHEN is_done THEN made_at END, CASE WHEN is_done THEN 'accepted' END,
         CASE WHEN state = 'closed' THEN 'completed' END, false, made_at, CASE WHEN is_done THEN made_at END,
         CASE WHEN state = 'closed' THEN made_at END, 1, made_at, made_at
  FROM askers, shop, serving, others, generate_series(1, $1::int) i
  JOIN question q ON q.at = i % ${QUESTIONS},
       LATERAL (SELECT now() - make_interval(mins => 20 * i) AS made_at,
                       CASE i % 20 WHEN 0 THEN 'open' WHEN 1 THEN 'in_service' WHEN 2 THEN 'submitted'
                                   WHEN 3 THEN 'open' WHEN 4 THEN 'resolved' ELSE 'closed' END AS state) AS life,
       LATERAL (SELECT state IN ('resolved', 'closed') AS is_done) AS ending`;

const CLOCK_ROWS = `
  INSERT INTO help_request_clocks (id, help_request_id, kind, rule_id, total_minutes, started_at, due_at, stopped_at,
    is_current, is_extended, is_provisional)
  SELECT uuidv7(), r.id, kind, 'aid-2026', 1260, r.created_at, r.created_at + interval '3 days',
         CASE WHEN r.closed_at IS NOT NULL THEN r.closed_at END, true, false, false
  FROM help_requests r, unnest(ARRAY['first_response', 'answer']) AS kind WHERE r.number LIKE 'QZ2018%'`;

const MESSAGE_ROWS = `
  INSERT INTO help_request_messages (id, help_request_id, position, kind, author_party, author_id, is_internal, body, sent_at)
  SELECT uuidv7(), r.id, position, 'message', CASE position WHEN 1 THEN 'requester' ELSE 'expert' END,
         CASE position WHEN 1 THEN r.requester_id ELSE coalesce(r.assignee_ids[1], r.requester_id) END, false,
         '请尽快，谢谢。', r.created_at
  FROM help_requests r, generate_series(1, 2) AS position WHERE r.number LIKE 'QZ2018%'`;
