export { Rate, RatingList, RatingResponse, toRatingResponse } from './rating.dto';
export { RatingService } from './rating.service';
export { RatingsModule } from './ratings.module';
