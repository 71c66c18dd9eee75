import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ApiKeyController } from './api-key.controller';
import { ApiKey } from './api-key.entity';
import { ApiKeyService } from './api-key.service';
import { KeyFacts } from './key-facts';

/** Keys of organisations' systems, and what the guard asks about them. */
@Module({
  imports: [TypeOrmModule.forFeature([ApiKey])],
  controllers: [ApiKeyController],
  providers: [ApiKeyService, KeyFacts],
  exports: [KeyFacts],
})
export class KeysHttpModule {}
