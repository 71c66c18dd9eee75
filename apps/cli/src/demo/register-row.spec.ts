import { baseMonthOf, kilogramsOf, metresASecondOf, metresOf, toDeviceRow } from './register-row';

describe('travel', () => {
  it.each([
    ['22 feet 3 inches', '6.78'],
    ['40 feet 0 inches', '12.19'],
    ['1 foot 1 inch', '0.33'],
    [`40' 4"`, '12.29'],
    ['9ft 9in', '2.97'],
    ['62FT 6.5IN', '19.06'],
    ['12 ft', '3.66'],
    [`102'`, '31.09'],
    [`66'-4"`, '20.22'],
    [`179'/1"`, '54.58'],
    [`59' .5"`, '18.00'],
    [`13' 1/2"`, '3.98'],
    [`30' 11.6`, '9.44'],
    ['303 ft. 6 inches', '92.51'],
    ['96 ft,  4 in', '29.36'],
    ['68feet10 inches', '20.98'],
    ['12. feet 0 inch', '3.66'],
    ['129 in', '3.28'],
    ['12.5 inches', '0.32'],
    ['371.625', '9.44'],
    ['.5', '0.01'],
  ])('%s is %s m', (text, metres) => {
    expect(metresOf(text)).toBe(metres);
  });

  it.each(['0 inches', '0.0', `0' 0"`])('%s was never measured', (text) => {
    expect(metresOf(text)).toBeUndefined();
  });

  it.each([
    ['20', 'no unit'],
    ['30 11 5/8', 'no unit'],
    ['52/.5', 'no unit'],
    ['14 feet o inches', 'a letter'],
    ['16 feet  inches', 'no number'],
    [`55' feet 5 inches`, 'two units'],
    [`13' 1/0"`, 'no number at all'],
    ['-3 feet', 'negative'],
    ['two floors', 'words'],
  ])('%s cannot be read: %s', (text) => {
    expect(metresOf(text)).toBeNull();
  });
});

describe('load and speed', () => {
  it.each([
    ['3500', '1587.57'],
    ['750LBS', '340.19'],
    ['3500 lbs', '1587.57'],
    ['10.56', '4.79'],
    ['118228', '53627.32'],
  ])('%s pounds are %s kg', (text, kilograms) => {
    expect(kilogramsOf(text)).toBe(kilograms);
  });

  it.each([
    ['100', '0.508'],
    ['350FPM', '1.778'],
    ['25 fpm', '0.127'],
    ['13.78', '0.070'],
    ['500', '2.540'],
  ])('%s feet a minute are %s m/s', (text, metresASecond) => {
    expect(metresASecondOf(text)).toBe(metresASecond);
  });

  it.each(['unknown', '3,500', '-5', '1e3', 'lbs'])('%s is no number', (text) => {
    expect(kilogramsOf(text)).toBeNull();
    expect(metresASecondOf(text)).toBeNull();
  });

  it('rounds a half up', () => {
    expect(metresASecondOf('937.5')).toBe('4.763'); // 4.7625 exactly
  });
});

describe('the base month', () => {
  it.each([
    ['2023-03-31', '2022-03'],
    ['2000-01-01', '1999-01'],
  ])('of a certificate until %s is %s', (date, month) => {
    expect(baseMonthOf(date)).toBe(month);
  });

  it.each(['2023-13-01', '2023-00-10', '03/31/2023', '2023-03-32', '2023'])('%s is no date', (date) => {
    expect(baseMonthOf(date)).toBeNull();
  });
});

describe('a line of the register', () => {
  const line = {
    location_name: 'A Hall',
    location_address: '1 Main St',
    registration_number: 'XX1000',
    certificate_expiration_date: '2023-03-01',
    equipment_type: 'Hydraulic Basement (HB)',
    equipment_capacity: '1500',
    equipment_speed: '100',
    equipment_travel: '22 feet 3 inches',
  };

  it('becomes a row of the api', () => {
    expect(toDeviceRow(line)).toEqual({
      row: {
        internalNo: 'XX1000',
        siteName: 'A Hall',
        address: '1 Main St',
        categoryCode: '3210',
        ratedLoadKg: '680.39',
        ratedSpeedMs: '0.508',
        liftHeightM: '6.78',
        baseMonth: '2022-03',
      },
    });
  });

  it('leaves out what is blank or has no equivalent', () => {
    const bare = {
      ...line,
      equipment_type: 'Screw (S)',
      equipment_capacity: ' ',
      equipment_speed: '',
      location_name: '',
    };
    const { equipment_travel: _, ...rest } = bare;
    expect(toDeviceRow(rest)).toEqual({ row: { internalNo: 'XX1000', address: '1 Main St', baseMonth: '2022-03' } });
  });

  it.each([
    ['Traction Overhead (TO)', '3110'],
    ['Machine Room-less (MRL)', '3110'],
    ['Roped Hydraulic (RH)', '3210'],
    ['Rack & Pinion (R&P)', undefined],
    ['Drum Basement (DB)', undefined],
    ['', undefined],
  ])('%s is of category %s', (type, code) => {
    expect(toDeviceRow({ ...line, equipment_type: type })).toMatchObject({ row: code ? { categoryCode: code } : {} });
    if (!code) expect(toDeviceRow({ ...line, equipment_type: type })).not.toHaveProperty('row.categoryCode');
  });

  it('is refused for what cannot be read, which is named', () => {
    expect(toDeviceRow({ ...line, equipment_travel: '16 feet  inches' })).toEqual({
      refusal: { reason: 'equipment_travel cannot be read', value: '16 feet  inches' },
    });
  });
});
