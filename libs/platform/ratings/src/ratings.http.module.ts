import { Module } from '@nestjs/common';
import { RatingTaskController } from './rating-task.controller';
import { RatingTaskQueries } from './rating-task.queries';
import { RatingsModule } from './ratings.module';
import { SatisfactionController } from './satisfaction.controller';
import { SatisfactionQueries } from './satisfaction.queries';

@Module({
  imports: [RatingsModule],
  controllers: [RatingTaskController, SatisfactionController],
  providers: [RatingTaskQueries, SatisfactionQueries],
})
export class RatingsHttpModule {}
