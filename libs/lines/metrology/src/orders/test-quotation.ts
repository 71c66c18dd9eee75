import { DomainError } from '@nqi/shared/errors';
import type { MetrologyItem } from '../items/item.entity';
import type { QuotedLine } from './order.dto';

const FACTS = ['priceFen', 'promisedDays'] as const;

/** A test has no price list: its line says what it costs and how long it takes. @throws DomainError request.invalid */
export function quoteTest(item: MetrologyItem, lines: readonly QuotedLine[]): void {
  const index = lines.findIndex(({ itemId }) => itemId === item.id);
  const line = lines[index];
  const missing = FACTS.filter((fact) => line?.[fact] === undefined || line[fact] === null);
  const errors = missing.map((fact) => ({ pointer: `/lines/${index}/${fact}`, code: 'field.required' }));
  if (line?.capabilityId) errors.push({ pointer: `/lines/${index}/capabilityId`, code: 'field.not_allowed' });
  if (errors.length > 0 || !line || !item.test) throw new DomainError('request.invalid', { errors });
  item.priceFen = line.priceFen ?? 0;
  item.test = { ...item.test, promisedDays: line.promisedDays ?? null };
}
