import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { PreparedReads } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Conditions, Lists, type Page } from '@nqi/shared/http';
import type { RatedTask, RatingTaskQuery } from './rating-task.dto';
import { RatingTask } from './rating-task.entity';
import { canSee } from './rating-task.policy';

const FROM = 'rating_tasks t JOIN ratings r ON r.id = t.rating_id';

@Injectable()
export class RatingTaskQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
  ) {}

  list(actor: Actor, query: RatingTaskQuery): Promise<Page<RatedTask>> {
    const where = new Conditions()
      .addIf(query.state, 't.state = ?')
      .addIf(query.organisationId, 't.organisation_id = ?');
    if (!actor.roles.has('operator')) where.add('t.organisation_id = ?', actor.organisationId);
    return this.lists.page<RatedTask>({
      ...{ columns: this.columns, from: FROM, keysFrom: 'rating_tasks t', where, page: query },
      ...{ sort: '-createdAt', sortBy: 't.created_at', id: 't.id', valueOf: ({ createdAt }) => createdAt },
    });
  }

  async get(actor: Actor, id: string): Promise<RatedTask> {
    const text = `SELECT ${this.columns} FROM ${FROM} WHERE t.id = $1`;
    const [task] = await this.reads.rows<RatedTask>({ name: 'rating_task', text }, [id]);
    if (!task || !canSee(actor, task)) throw new DomainError('record.not_found');
    return task;
  }

  private get columns(): string {
    const rated = 'r.subject_kind AS "subjectKind", r.subject_id AS "subjectId", r.grade, r.comment';
    return `${this.reads.columns(RatingTask, 't')}, ${rated}`;
  }
}
