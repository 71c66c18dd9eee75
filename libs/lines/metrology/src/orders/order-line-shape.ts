import { DomainError, type FieldError } from '@nqi/shared/errors';
import type { OrderLine } from './order.dto';
import type { OrderedService } from './order.entity';

const OF_A_SAMPLE = ['sample', 'test'] as const;
const OF_AN_INSTRUMENT = ['instrumentId'] as const;

/**
 * Samples are tested, instruments are verified or calibrated: each line names what its service works on, and nothing else.
 * @throws DomainError request.invalid
 */
export function assertLinesOf(service: OrderedService, lines: readonly OrderLine[]): void {
  const isTesting = service === 'testing';
  const [required, barred] = isTesting ? [OF_A_SAMPLE, OF_AN_INSTRUMENT] : [OF_AN_INSTRUMENT, OF_A_SAMPLE];
  const errors = lines.flatMap((line, index): FieldError[] => {
    const at = (field: string, code: string): FieldError => ({ pointer: `/items/${index}/${field}`, code });
    const missing = required.filter((field) => line[field] === undefined || line[field] === null);
    const superfluous = barred.filter((field) => line[field] !== undefined && line[field] !== null);
    return [
      ...missing.map((field) => at(field, 'field.required')),
      ...superfluous.map((field) => at(field, 'field.not_allowed')),
    ];
  });
  if (errors.length > 0) throw new DomainError('request.invalid', { errors });
}
