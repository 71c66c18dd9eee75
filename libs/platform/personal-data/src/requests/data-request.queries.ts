import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { PreparedReads } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Conditions, Lists, type Page } from '@nqi/shared/http';
import type { DataRequestQuery } from './data-request.dto';
import { DataRequest } from './data-request.entity';
import { canSee } from './data-request.policy';

/** A request with what became of its export. */
export type DataRequestRecord = Omit<DataRequest, 'indexes' | 'eraseAgainOn'> & {
  exportState: string | null;
  hasContent: boolean;
  expiresAt: Date | null;
  downloadedAt: Date | null;
};

const FROM = 'data_requests r LEFT JOIN data_exports x ON x.data_request_id = r.id';
const SHOWN = [
  ...(['id', 'kind', 'state', 'userId', 'correctedName', 'reason', 'refusalReason', 'holds'] as const),
  ...(['version', 'createdAt', 'decidedAt', 'updatedAt'] as const),
];

@Injectable()
export class DataRequestQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
  ) {}

  list(actor: Actor, query: DataRequestQuery): Promise<Page<DataRequestRecord>> {
    return this.lists.page<DataRequestRecord>({
      columns: this.columns(),
      from: FROM,
      where: visibleTo(actor).addIf(query.state, 'r.state = ?').addIf(query.kind, 'r.kind = ?'),
      page: query,
      sort: '-createdAt',
      sortBy: 'r.created_at',
      id: 'r.id',
      valueOf: ({ createdAt }) => createdAt,
    });
  }

  /** @throws DomainError record.not_found */
  async get(actor: Actor, id: string): Promise<DataRequestRecord> {
    const text = `SELECT ${this.columns()} FROM ${FROM} WHERE r.id = $1`;
    const [request] = await this.reads.rows<DataRequestRecord>({ name: 'data_request', text }, [id]);
    if (!request || !canSee(actor, request)) throw new DomainError('record.not_found');
    return request;
  }

  private columns(): string {
    return `${this.reads.columns(DataRequest, 'r', SHOWN)}, x.state AS "exportState", x.content IS NOT NULL AS "hasContent",
            x.expires_at AS "expiresAt", x.downloaded_at AS "downloadedAt"`;
  }
}

/** The SQL twin of the policy's `canSee`. */
function visibleTo({ userId, roles }: Actor): Conditions {
  return roles.has('operator') ? new Conditions() : new Conditions().add('r.user_id = ?', userId);
}
