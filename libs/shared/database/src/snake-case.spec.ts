import { snakeCase } from './snake-case';

describe('snakeCase', () => {
  it.each([
    ['id', 'id'],
    ['nextInspectionDueOn', 'next_inspection_due_on'],
    ['isUsccOverridden', 'is_uscc_overridden'],
    ['sha256', 'sha256'],
    ['sha256Hash', 'sha256_hash'],
    ['already_snake', 'already_snake'],
    ['liftHeightM', 'lift_height_m'],
  ])('%s → %s', (name, column) => expect(snakeCase(name)).toBe(column));

  it('changes nothing the second time', () => {
    for (const name of ['ratedSpeedMs', 'useRegistrationNo', 'aBC']) {
      expect(snakeCase(snakeCase(name))).toBe(snakeCase(name));
    }
  });
});
