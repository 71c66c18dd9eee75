import type { OutOfScope } from './test-row';
import type { TestingCapability } from './testing-capability.entity';

type Approved = Pick<TestingCapability, 'parameter' | 'methodNo' | 'validFrom' | 'validTo'>;

/**
 * Why a result lies outside of an approval on a day, or null: the parameter and the edition of the method must be those of
 * a row in force, and the edition itself must be in force (HANDBOOK §3.2).
 */
export function outOfScope(
  { parameter, method }: { parameter: string; method: string },
  approved: Approved | undefined,
  { on, isInForce }: { on: string; isInForce: boolean },
): OutOfScope | null {
  if (!approved) return 'not_approved';
  const all: [OutOfScope, boolean][] = [
    ['not_valid', on < approved.validFrom || on > approved.validTo],
    ['other_parameter', approved.parameter !== parameter],
    ['other_method', approved.methodNo !== method],
    ['method_not_in_force', !isInForce],
  ];
  return all.find(([, isSo]) => isSo)?.[0] ?? null;
}
