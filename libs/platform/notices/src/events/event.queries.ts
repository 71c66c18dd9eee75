import { Injectable } from '@nestjs/common';
import { PreparedReads } from '@nqi/shared/database';
import { STILL_MEMBER } from '../notice.queries';
import { Notice } from '../notice.entity';
import type { EventPosition } from './event-position';

/**
 * Only what no running transaction can still put something before: whoever commits later has an id at or above this, so
 * that who has read up to here misses nothing.
 */
const SETTLED = 'n.transaction_id < pg_snapshot_xmin(pg_current_snapshot())::text::bigint';
const ORDER = 'ORDER BY n.transaction_id, n.position LIMIT';

/** Notices in the order in which they are sent out. */
@Injectable()
export class EventQueries {
  constructor(private readonly reads: PreparedReads) {}

  /** Where what is not settled yet begins. */
  async now(): Promise<EventPosition> {
    const text = 'SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS id';
    const [row] = await this.reads.rows<{ id: string }>({ name: 'events_now', text }, []);
    return { transactionId: BigInt(row?.id ?? 0), position: 0n };
  }

  /** What one person was told after a position. */
  of(userId: string, { transactionId, position }: EventPosition, limit: number): Promise<Notice[]> {
    const text = `SELECT ${this.columns()} FROM notices n WHERE n.recipient_id = $1
      AND (n.transaction_id, n.position) > ($2::bigint, $3::bigint) AND ${SETTLED} AND ${STILL_MEMBER} ${ORDER} $4`;
    return this.reads.rows<Notice>({ name: 'events_of', text }, [userId, transactionId, position, limit]);
  }

  /** What anybody was told after a position. */
  since({ transactionId, position }: EventPosition, limit: number): Promise<Notice[]> {
    const text = `SELECT ${this.columns()} FROM notices n
      WHERE (n.transaction_id, n.position) > ($1::bigint, $2::bigint) AND ${SETTLED} AND ${STILL_MEMBER} ${ORDER} $3`;
    return this.reads.rows<Notice>({ name: 'events_since', text }, [transactionId, position, limit]);
  }

  /** Those of the sessions that are good. */
  async goodSessions(ids: readonly string[]): Promise<Set<string>> {
    const text = `SELECT s.id FROM sessions s JOIN users u ON u.id = s.user_id AND u.state = 'active'
      WHERE s.id = ANY ($1) AND s.ended_at IS NULL AND s.expires_at > now()`;
    const rows = await this.reads.rows<{ id: string }>({ name: 'good_sessions', text }, [ids]);
    return new Set(rows.map(({ id }) => id));
  }

  private columns(): string {
    return this.reads.columns(Notice, 'n');
  }
}
