import { Injectable } from '@nestjs/common';
import { Tx } from '@nqi/shared/database';
import { FileStore } from '@nqi/shared/storage';
import { DataSource } from 'typeorm';
import { type Anchor, isKept, type StoredAnchor } from './anchor';
import { ChainWalk, type SealedEvent } from './chain-walk';
import { Faults, FAULTS_LISTED, type Findings } from './fault';
import { CONTENT, GENESIS } from './seal';

/** Links read at a time: memory does not grow with the trail. */
const PAGE = 5_000;

interface Mark {
  sealNo: number;
  hash: string;
}

/** Compares the whole trail with its chain, and the chain with its anchors. */
@Injectable()
export class AuditVerification {
  constructor(
    private readonly dataSource: DataSource,
    private readonly files: FileStore,
  ) {}

  /** @param remembered anchors that somebody kept elsewhere, from the log for example */
  verify(remembered: readonly Anchor[] = []): Promise<Findings> {
    // One view of everything, while others go on writing.
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      const tx = await Tx.of(manager);
      await tx.sql('SET TRANSACTION READ ONLY');
      await tx.sql('SET LOCAL statement_timeout = 0');
      return this.compare(tx, remembered);
    });
  }

  private async compare(tx: Tx, remembered: readonly Anchor[]): Promise<Findings> {
    const faults = new Faults();
    const cut = await lastCut(tx);
    const start = cut ?? { sealNo: 0, hash: GENESIS };
    const anchors = await storedAnchors(tx);
    for (const anchor of anchors) {
      const isGood = await isKept(this.files, anchor);
      if (!isGood) faults.add({ kind: 'anchor', sealNo: anchor.sealNo, detail: `of ${anchor.day} has no such file` });
    }
    if (cut && !anchors.some(({ sealNo, hash }) => sealNo === cut.sealNo && hash === cut.hash)) {
      faults.add({ kind: 'cut', sealNo: cut.sealNo, detail: 'is at no anchor' });
    }
    const walk = new ChainWalk(start, [...anchors, ...remembered], faults);
    await passAll(tx, walk);
    await nameMoved(tx, walk);
    compareEnd(walk.last, await head(tx), [...anchors, ...remembered], faults);
    await findLoose(tx, faults);
    return {
      ...{ from: start.sealNo + 1, to: walk.last.sealNo, checked: walk.checked, anchors: anchors.length },
      ...{ cutAt: cut?.sealNo ?? null, waiting: await waiting(tx) },
      ...{ faults: faults.list, faultCount: faults.count },
    };
  }
}

async function lastCut(tx: Tx): Promise<Mark | undefined> {
  const [cut] = await tx.sql<Mark>(
    'SELECT seal_no::float8 AS "sealNo", hash FROM audit_cuts ORDER BY seal_no DESC LIMIT 1',
  );
  return cut;
}

function storedAnchors(tx: Tx): Promise<StoredAnchor[]> {
  return tx.sql<StoredAnchor>(
    `SELECT day, seal_no::float8 AS "sealNo", hash, file_key AS "fileKey", file_sha256 AS "fileSha256"
     FROM audit_anchors ORDER BY day`,
  );
}

async function passAll(tx: Tx, walk: ChainWalk): Promise<void> {
  for (let page: SealedEvent[] = []; ;) {
    page = await tx.sql<SealedEvent>(
      `SELECT s.seal_no::float8 AS "sealNo", s.event_id AS "eventId", s.content_hash AS "contentHash", s.hash,
              CASE WHEN e.id IS NOT NULL THEN ${CONTENT} END AS content
       FROM audit_seals s LEFT JOIN audit_events e ON e.id = s.event_id
       WHERE s.seal_no > $1 ORDER BY s.seal_no LIMIT ${PAGE}`,
      [walk.last.sealNo],
    );
    for (const seal of page) walk.pass(seal);
    if (page.length < PAGE) return;
  }
}

/** An event that was sealed at another place has been moved rather than edited. */
async function nameMoved(tx: Tx, { misplaced }: ChainWalk): Promise<void> {
  if (misplaced.size === 0) return;
  const homes = await tx.sql<{ contentHash: string; sealNo: number }>(
    `SELECT content_hash AS "contentHash", seal_no::float8 AS "sealNo" FROM audit_seals WHERE content_hash = ANY ($1)`,
    [[...misplaced.keys()]],
  );
  for (const { contentHash, sealNo } of homes) {
    Object.assign(misplaced.get(contentHash) ?? {}, { kind: 'moved', detail: `was sealed at ${sealNo}` });
  }
}

/** The counter; one that is gone stands at nothing. */
async function head(tx: Tx): Promise<Mark> {
  const [mark] = await tx.sql<Mark>('SELECT seal_no::float8 AS "sealNo", hash FROM audit_head');
  return mark ?? { sealNo: 0, hash: 'gone' };
}

/** What the counter and the anchors know of an end that may be gone. */
function compareEnd(last: Mark, counted: Mark, anchors: readonly Anchor[], faults: Faults): void {
  const known = Math.max(counted.sealNo, ...anchors.map(({ sealNo }) => sealNo));
  if (known > last.sealNo) {
    faults.add({ kind: 'truncated', sealNo: last.sealNo + 1, detail: `${last.sealNo + 1} to ${known}` });
  } else if (counted.sealNo !== last.sealNo || counted.hash !== last.hash) {
    faults.add({ kind: 'head', sealNo: last.sealNo, detail: `the counter stands at ${counted.sealNo}` });
  }
}

/** Events outside the chain that do not wait for it, and waiting ones that are gone. */
async function findLoose(tx: Tx, faults: Faults): Promise<void> {
  const loose = await tx.sql<{ kind: 'unsealed' | 'vanished'; eventId: string; all: number }>(
    `SELECT kind, id AS "eventId", (count(*) OVER ())::float8 AS all FROM (
       SELECT 'unsealed' AS kind, e.id FROM audit_events e
       WHERE NOT EXISTS (SELECT FROM audit_seals s WHERE s.event_id = e.id)
         AND NOT EXISTS (SELECT FROM audit_unsealed u WHERE u.event_id = e.id)
       UNION ALL
       SELECT 'vanished', u.event_id FROM audit_unsealed u
       WHERE NOT EXISTS (SELECT FROM audit_events e WHERE e.id = u.event_id)) AS loose
     ORDER BY kind, id LIMIT ${FAULTS_LISTED}`,
  );
  faults.add(...loose.map(({ kind, eventId }) => ({ kind, eventId })));
  faults.count += (loose[0]?.all ?? 0) - loose.length;
}

async function waiting(tx: Tx): Promise<Findings['waiting']> {
  const [row] = await tx.sql<Findings['waiting']>(
    `SELECT count(*)::float8 AS events, min(e.at) AS oldest FROM audit_unsealed u JOIN audit_events e ON e.id = u.event_id`,
  );
  return row ?? { events: 0, oldest: null };
}
