import { checkFacts, districtsOf, isIdentified, normaliseFacts } from './elevator-facts';

const known = {
  unknownDistricts: new Set(['379999']),
  categories: new Map([['3110', '曳引驱动乘客电梯']]),
  today: '2026-03-02',
};

describe('normaliseFacts', () => {
  it('gives every code one spelling and leaves the rest alone', () => {
    expect(
      normaliseFacts({
        registrationCode: ' ３１１０３７０６０２２０２４０３００１２　',
        deviceCode: '31101025620240abc',
        useRegistrationNo: ' 梯11鲁f00123（24） ',
        internalNo: ' 3号楼 1单元 ',
        districtCode: '370602',
      }),
    ).toEqual({
      registrationCode: '31103706022024030012',
      deviceCode: '31101025620240ABC',
      useRegistrationNo: '梯11鲁F00123(24)',
      internalNo: '3号楼 1单元',
      districtCode: '370602',
    });
  });

  it('adds no fact that was not said', () => {
    expect(normaliseFacts({})).toEqual({});
    expect(normaliseFacts({ deviceCode: null, internalNo: undefined })).toEqual({ deviceCode: null });
  });
});

describe('districtsOf', () => {
  it.each([
    [{}, []],
    [{ districtCode: '370602' }, ['370602']],
    [{ districtCode: null, registrationCode: null }, []],
    [{ districtCode: '370602', registrationCode: '31103706112024030012' }, ['370602', '370611']],
  ])('%j → %j', (facts, districts) => expect(districtsOf(facts)).toEqual(districts));
});

describe('checkFacts', () => {
  it.each([
    [{}, []],
    [{ categoryCode: '3110', districtCode: '370602', baseMonth: '2026-03', lastPassedOn: '2026-03-02' }, []],
    [{ categoryCode: null, registrationCode: null, deviceCode: null, baseMonth: null }, []],
    [{ categoryCode: '3999' }, ['/categoryCode field.unknown_category']],
    [{ registrationCode: '31103706022024130012' }, ['/registrationCode field.bad_registration_code']],
    [{ registrationCode: '' }, ['/registrationCode field.bad_registration_code']],
    [{ registrationCode: '31103799992024030012' }, ['/registrationCode field.unknown_district']],
    [{ deviceCode: '3110102562024012' }, ['/deviceCode field.bad_device_code']],
    [{ deviceCode: '' }, ['/deviceCode field.bad_device_code']],
    [{ useRegistrationNo: '' }, ['/useRegistrationNo field.bad_use_registration_no']],
    // Another grammar than that of 2017 is no refusal: the rule of 2026 may differ.
    [{ useRegistrationNo: '梯2026-1' }, []],
    [{ districtCode: '379999' }, ['/districtCode field.unknown_district']],
    [{ baseMonth: '2026-04' }, ['/baseMonth field.too_large']],
    [{ lastPassedOn: '2026-03-03' }, ['/lastPassedOn field.too_large']],
    [{ deviceCode: 'x', baseMonth: '2027-01' }, ['/deviceCode field.bad_device_code', '/baseMonth field.too_large']],
  ])('%j → %j', (facts, problems) => {
    expect(checkFacts(facts, known).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(problems);
  });
});

describe('isIdentified', () => {
  it.each([
    [{}, false],
    [{ registrationCode: null, deviceCode: '', useRegistrationNo: undefined }, false],
    [{ internalNo: '1' }, true],
    [{ deviceCode: '31101025620240123' }, true],
  ])('%j: %s', (facts, expected) => expect(isIdentified(facts)).toBe(expected));
});
