import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { Rating } from './rating.entity';

/** Five grades: 5 非常满意, 4 满意, 3 基本满意, 2 不满意, 1 非常不满意; the dimensions in the same scale. */
export class Rate {
  @IsInt() @Min(1) @Max(5) grade: number;
  @IsOptional() @IsInt() @Min(1) @Max(5) timeliness?: number;
  @IsOptional() @IsInt() @Min(1) @Max(5) expertise?: number;
  @IsOptional() @IsInt() @Min(1) @Max(5) attitude?: number;
  @IsOptional() @IsInt() @Min(1) @Max(5) price?: number;
  @IsOptional() @IsString() @MaxLength(1000) comment?: string;
}

export class RatingResponse {
  id: string;
  grade: number;
  timeliness: number | null;
  expertise: number | null;
  attitude: number | null;
  price: number | null;
  comment: string | null;
  raterOrganisationId: string;
  createdAt: Date;
}

export class RatingList {
  items: RatingResponse[];
}

export function toRatingResponse(rating: Rating): RatingResponse {
  const { id, grade, timeliness, expertise, attitude, price, comment, raterOrganisationId, createdAt } = rating;
  return { id, grade, timeliness, expertise, attitude, price, comment, raterOrganisationId, createdAt };
}
