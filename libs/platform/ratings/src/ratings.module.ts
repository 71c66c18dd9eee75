import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RatingTask } from './rating-task.entity';
import { RatingTaskService } from './rating-task.service';
import { Rating } from './rating.entity';
import { RatingService } from './rating.service';

const services = [RatingService, RatingTaskService];

@Module({ imports: [TypeOrmModule.forFeature([Rating, RatingTask])], providers: services, exports: services })
export class RatingsModule {}
