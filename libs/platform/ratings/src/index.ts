export { Rate, RatingList, RatingResponse, toRatingResponse } from './rating.dto';
export { RatingService } from './rating.service';
export { RatingsHttpModule } from './ratings.http.module';
export { RatingsModule } from './ratings.module';
