import { ApiExtension } from '@nestjs/swagger';

/**
 * Says which record each id in the paths of a controller names: `@Names({ id: 'elevator_filing' })`. A client learns from
 * it what to read; the access matrix (`test/access`) learns whose records to try, and fails on an id that nothing names.
 */
export function Names(records: Readonly<Record<string, string>>): MethodDecorator & ClassDecorator {
  return ApiExtension('x-names', records);
}
