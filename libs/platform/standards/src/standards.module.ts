import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { StandardNames } from './standard-names';
import { StandardSearch } from './standard-search.kind';
import { Standard } from './standard.entity';
import { StandardService } from './standard.service';

/** 标准查询, for every process. */
@Module({
  imports: [TypeOrmModule.forFeature([Standard]), StandardSearch],
  providers: [StandardService, StandardNames],
  exports: [StandardService, StandardNames],
})
export class StandardsModule {}
