import { type DynamicModule, Module } from '@nestjs/common';
import { registering } from './registering';
import type { SearchKind } from './search-kind';
import { SearchModule } from './search.module';

/** How the records of a module are found: `imports: [RecordSearchModule.declare(elevatorSearch)]`. */
@Module({})
export class RecordSearchModule {
  static declare(...kinds: readonly SearchKind[]): DynamicModule {
    return { module: RecordSearchModule, imports: [SearchModule], providers: kinds.map(registering) };
  }
}
