import { type DynamicModule, Module } from '@nestjs/common';
import type { RecordNotices } from './notice-kind';
import { NoticesModule } from './notices.module';
import { registering } from './registering';

/** What a module tells of its records: `imports: [RecordNoticesModule.declare(filingNotices)]`. */
@Module({})
export class RecordNoticesModule {
  static declare(...notices: readonly RecordNotices[]): DynamicModule {
    return { module: RecordNoticesModule, imports: [NoticesModule], providers: notices.map(registering) };
  }
}
