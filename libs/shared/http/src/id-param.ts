import { Param, type PipeTransform } from '@nestjs/common';
import { DomainError } from '@nqi/shared/errors';
import { isId } from '@nqi/shared/ids';

/** What cannot be an id names no record: the same answer as for a missing one. */
class IdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isId(value)) throw new DomainError('record.not_found');
    return value;
  }
}

/** The id in the path. */
export function IdParam(name = 'id'): ParameterDecorator {
  return Param(name, IdPipe);
}
