import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { addDays, cityDate } from '@nqi/shared/calendar';
import { Clock } from '@nqi/shared/clock';
import { insertMany, Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { newId } from '@nqi/shared/ids';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { ratingTaskLife } from './rating-task.life';
import type { Rate } from './rating.dto';
import { Rating } from './rating.entity';

/** What is judged, and whose work it was. */
export interface RatedSubject {
  kind: string;
  id: string;
  ratedOrganisationId: string;
  /** When the service ended; the window for ratings begins there. Null: it has not been said, and there is none. */
  endedAt: Date | null;
}

/** The numbers in force, see `rating_rules`. */
interface RatingRule {
  lowGrade: number;
  answerDays: number;
  windowDays: number;
}

/** Ratings of the records of all lines; a line decides who took part and when. */
@Injectable()
export class RatingService {
  constructor(
    private readonly clock: Clock,
    private readonly transactions: Transactions,
    private readonly lifecycle: Lifecycle,
  ) {}

  /**
   * A low grade opens a task for the rated organisation.
   * @throws DomainError ratings.already_rated (once for each person and subject, by constraint), ratings.own_service,
   * ratings.too_late
   */
  async rate(tx: Tx, actor: Actor, subject: RatedSubject, rate: Rate): Promise<Rating> {
    if (actor.organisationId === subject.ratedOrganisationId) throw new DomainError('ratings.own_service');
    const rule = await this.rule(tx);
    this.assertInTime(subject, rule);
    const rating = toRating(actor, subject, rate, this.clock.now());
    const inserted = await insertMany(tx, Rating, [rating]);
    if (!inserted.has(rating.id)) throw new DomainError('ratings.already_rated');
    if (rating.grade <= rule.lowGrade) this.openTask(tx, rating, rule);
    return rating;
  }

  /** All judgements of one subject, oldest first; few, because only its participants judge. */
  of(kind: string, id: string): Promise<Rating[]> {
    return this.transactions.manager.find(Rating, {
      where: { subjectKind: kind, subjectId: id },
      order: { id: 'ASC' },
      take: 100,
    });
  }

  private openTask(tx: Tx, { id: ratingId, ratedOrganisationId, grade }: Rating, { answerDays }: RatingRule): void {
    const answerBy = addDays(this.clock.today(), answerDays);
    const facts = { id: newId(), ratingId, organisationId: ratedOrganisationId, answerBy, createdAt: this.clock.now() };
    const born = { event: 'open', by: null, parties: new Set(['system'] as const), details: { grade } } as const;
    this.lifecycle.begin(tx, ratingTaskLife, { ...facts, answer: null, answeredAt: null }, born);
  }

  private assertInTime({ endedAt }: RatedSubject, { windowDays }: RatingRule): void {
    const until = endedAt ? addDays(cityDate(endedAt), windowDays) : null;
    if (until && this.clock.today() > until) throw new DomainError('ratings.too_late', { until });
  }

  private async rule(tx: Tx): Promise<RatingRule> {
    const [rule] = await tx.sql<RatingRule>(
      `SELECT low_grade AS "lowGrade", answer_days AS "answerDays", window_days AS "windowDays" FROM rating_rules
       WHERE $1::date BETWEEN effective_from AND coalesce(effective_to, 'infinity')`,
      [this.clock.today()],
    );
    if (!rule) throw new Error('No rule of ratings is in force.');
    return rule;
  }
}

function toRating(actor: Actor, subject: RatedSubject, rate: Rate, createdAt: Date): Rating {
  const { timeliness = null, expertise = null, attitude = null, price = null, comment = null } = rate;
  return {
    ...{ id: newId(), subjectKind: subject.kind, subjectId: subject.id, grade: rate.grade },
    ...{ ratedOrganisationId: subject.ratedOrganisationId, raterId: actor.userId },
    ...{ raterOrganisationId: actor.organisationId, timeliness, expertise, attitude, price, comment, createdAt },
  };
}
