import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SearchModule } from '@nqi/platform/search';
import { RegulationSearchKind, StandardSearchKind } from './standard-search.kind';
import { Standard } from './standard.entity';
import { StandardService } from './standard.service';

/** 标准查询, for every process. */
@Module({
  imports: [TypeOrmModule.forFeature([Standard]), SearchModule],
  providers: [StandardService, StandardSearchKind, RegulationSearchKind],
  exports: [StandardService],
})
export class StandardsModule {}
