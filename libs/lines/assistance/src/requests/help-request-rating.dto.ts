import { OmitType } from '@nestjs/swagger';
import { RatingResponse } from '@nqi/platform/ratings';

/** A rating without who gave it: the requester may be anonymous. */
export class HelpRequestRating extends OmitType(RatingResponse, ['raterOrganisationId'] as const) {}

export class HelpRequestRatingList {
  items: HelpRequestRating[];
}

export function withoutRater({ raterOrganisationId: _, ...rating }: RatingResponse): HelpRequestRating {
  return rating;
}
