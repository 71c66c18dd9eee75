import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { insertMany, Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { newId } from '@nqi/shared/ids';
import type { Rate } from './rating.dto';
import { Rating } from './rating.entity';

/** What is judged, and whose work it was. */
export interface RatedSubject {
  kind: string;
  id: string;
  ratedOrganisationId: string;
}

/** Ratings of the records of all lines; a line decides who took part and when. */
@Injectable()
export class RatingService {
  constructor(
    private readonly clock: Clock,
    private readonly transactions: Transactions,
  ) {}

  /** @throws DomainError ratings.already_rated: once for each person and subject, by constraint */
  async rate(tx: Tx, actor: Actor, subject: RatedSubject, rate: Rate): Promise<Rating> {
    const rating: Rating = {
      id: newId(),
      subjectKind: subject.kind,
      subjectId: subject.id,
      ratedOrganisationId: subject.ratedOrganisationId,
      raterId: actor.userId,
      raterOrganisationId: actor.organisationId,
      grade: rate.grade,
      timeliness: rate.timeliness ?? null,
      expertise: rate.expertise ?? null,
      attitude: rate.attitude ?? null,
      price: rate.price ?? null,
      comment: rate.comment ?? null,
      createdAt: this.clock.now(),
    };
    const inserted = await insertMany(tx, Rating, [rating]);
    if (!inserted.has(rating.id)) throw new DomainError('ratings.already_rated');
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
}
