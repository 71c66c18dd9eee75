import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { LOGGER, type Logger } from '@nqi/shared/logging';
import { FileStore } from '@nqi/shared/storage';
import { fileOf } from './anchor';
import { CONTENT, hashOfContent, hashOfLink, type Seal } from './seal';

/** Few enough that no transaction is long, many enough that the database is asked seldom. */
const BATCH = 2_000;

interface Head {
  sealNo: number;
  hash: string;
}

/**
 * Chains committed events. Who writes an event knows nothing of the chain; the order of the chain is that in which
 * events are found here, so that one which commits late is sealed late and none is passed over.
 */
@Injectable()
export class Sealer {
  /** The city's date of the last anchor that this process knows of. */
  private anchoredOn = '';

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly files: FileStore,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Seals what waits. @returns how many events; none when another process is at it */
  async seal(): Promise<number> {
    for (let sealed = 0; ;) {
      const batch = await this.transactions.run((tx) => this.sealBatch(tx));
      sealed += batch;
      if (batch < BATCH) return sealed;
    }
  }

  /** Takes the end of the chain to the storage and to the log, once a day of the city. */
  async anchor(): Promise<void> {
    const day = this.clock.today();
    if (this.anchoredOn === day) return;
    await this.transactions.run(async (tx) => {
      const head = await lockHead(tx);
      if (!head || head.sealNo === 0) return;
      const [last] = await tx.sql<{ day: string }>('SELECT day FROM audit_anchors ORDER BY day DESC LIMIT 1');
      if (!last || last.day < day) await this.writeAnchor(tx, { day, ...head });
      tx.afterCommit(() => Promise.resolve((this.anchoredOn = day)));
    });
  }

  private async sealBatch(tx: Tx): Promise<number> {
    const head = await lockHead(tx);
    if (!head) return 0;
    const events = await tx.sql<{ id: string; content: string }>(
      `SELECT e.id, ${CONTENT} AS content FROM audit_unsealed u JOIN audit_events e ON e.id = u.event_id
       ORDER BY u.event_id LIMIT ${BATCH}`,
    );
    const seals = chain(head, events);
    const last = seals.at(-1);
    if (last) await write(tx, seals, last);
    return seals.length;
  }

  private async writeAnchor(tx: Tx, anchor: Head & { day: string }): Promise<void> {
    const { day, sealNo, hash } = anchor;
    const { key, sha256 } = await this.files.put(fileOf(anchor), 'json');
    await tx.sql(
      `INSERT INTO audit_anchors (day, seal_no, hash, file_key, file_sha256, anchored_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [day, sealNo, hash, key, sha256, this.clock.now()],
    );
    tx.afterCommit(() => Promise.resolve(this.logger.info({ day, sealNo, hash, file: key }, 'audit anchor')));
  }
}

/** The end of the chain belongs to one transaction at a time; who comes second leaves the work to the first. */
async function lockHead(tx: Tx): Promise<Head | undefined> {
  const [head] = await tx.sql<Head>('SELECT seal_no::float8 AS "sealNo", hash FROM audit_head FOR UPDATE SKIP LOCKED');
  return head;
}

function chain(head: Head, events: readonly { id: string; content: string }[]): Seal[] {
  const seals: Seal[] = [];
  let previous = head.hash;
  for (const { id: eventId, content } of events) {
    const link = { sealNo: head.sealNo + seals.length + 1, eventId, contentHash: hashOfContent(content) };
    previous = hashOfLink(previous, link);
    seals.push({ ...link, hash: previous });
  }
  return seals;
}

async function write(tx: Tx, seals: readonly Seal[], last: Seal): Promise<void> {
  await tx.sql(
    `WITH sealed AS (
       INSERT INTO audit_seals (seal_no, event_id, content_hash, hash)
       SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::text[], $4::text[])),
     taken AS (DELETE FROM audit_unsealed WHERE event_id = ANY ($2::uuid[]))
     UPDATE audit_head SET seal_no = $5, hash = $6`,
    [
      seals.map(({ sealNo }) => sealNo),
      seals.map(({ eventId }) => eventId),
      seals.map(({ contentHash }) => contentHash),
      seals.map(({ hash }) => hash),
      last.sealNo,
      last.hash,
    ],
  );
}
