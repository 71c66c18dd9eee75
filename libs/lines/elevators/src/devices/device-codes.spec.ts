import {
  elevatorCategories,
  isDeviceCode,
  isUseRegistrationNo,
  normaliseUseRegistrationNo,
  parseRegistrationCode,
} from './device-codes';

describe('parseRegistrationCode', () => {
  it('reads the four parts', () => {
    expect(parseRegistrationCode('31103706022024030012')).toEqual({
      category: '3110',
      districtCode: '370602',
      month: '2024-03',
      sequence: '0012',
    });
  });

  it.each(['31103706842016080001', '31103706712020010001', '31503706022009110007'])(
    'accepts %s: historical district, statistical district, category of the catalogue before 2014',
    (code) => expect(parseRegistrationCode(code)).toHaveProperty('sequence'),
  );

  it.each([
    ['3110370602202403001', 'length'],
    ['311037060220240300123', 'length'],
    ['', 'length'],
    ['11103706022024030012', 'category'],
    ['31113706022024030012', 'category'],
    ['31A03706022024030012', 'category'],
    ['31109706022024030012', 'district_shape'],
    ['31100706022024030012', 'district_shape'],
    ['31103706O22024030012', 'district_shape'],
    ['31103706022024130012', 'month'],
    ['31103706022024000012', 'month'],
    ['31103706021824030012', 'month'],
    ['3110370602202403001A', 'shape'],
    ['311037060220240300１２', 'shape'],
  ])('%s → %s', (code, problem) => expect(parseRegistrationCode(code)).toBe(problem));
});

describe('use-registration number', () => {
  it.each([
    ['梯11鲁F00123(24)', '梯11鲁F00123(24)'],
    ['梯11鲁F00123（24）', '梯11鲁F00123(24)'],
    [' 梯11鲁 F00123 （24)\u3000', '梯11鲁F00123(24)'],
    ['梯１１鲁Ｆ００１２３（２４）', '梯11鲁F00123(24)'],
    ['梯33鲁y00001(09)', '梯33鲁Y00001(09)'],
  ])('%s → %s', (raw, canonical) => {
    expect(normaliseUseRegistrationNo(raw)).toBe(canonical);
    expect(normaliseUseRegistrationNo(canonical)).toBe(canonical);
    expect(isUseRegistrationNo(canonical)).toBe(true);
  });

  it.each(['梯11鲁F00123（24）', '锅11鲁F00123(24)', '梯11F00123(24)', '梯11鲁F0123(24)', '梯11鲁F00123', ''])(
    'does not follow the grammar: %s',
    (text) => expect(isUseRegistrationNo(text)).toBe(false),
  );
});

describe('isDeviceCode', () => {
  it.each([
    ['31101025620240123', true],
    ['311010256202401234', true],
    ['3110102562024A1234', true],
    ['31101025620240123456', true],
    ['3110102562024012', false],
    ['311010256202401234567', false],
    ['3110102562024a1234', false],
    ['3110-10256-2024-0123', false],
  ])('%s → %s', (code, ok) => expect(isDeviceCode(code)).toBe(ok));
});

describe('elevatorCategories', () => {
  it('lists each variety once, in order', () => {
    const codes = elevatorCategories.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].sort());
    expect(codes).toHaveLength(10);
  });
});
