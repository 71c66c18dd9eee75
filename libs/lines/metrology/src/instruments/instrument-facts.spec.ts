import { checkFacts, checkKept, entryKey, normaliseFacts } from './instrument-facts';

const known = {
  unknownDistricts: new Set(['379999']),
  items: new Set(['QJ-19']),
  regulations: new Set(['JJG 52']),
  today: '2026-03-02',
};

describe('normaliseFacts', () => {
  it('spells what tells instruments apart in one way and adds nothing', () => {
    const facts = {
      name: ' 压力表 ',
      modelSpec: 'Ｙ－100',
      serialNo: 'No.　7',
      regulationSeries: 'jjg 52',
      districtCode: ' x',
    };
    expect(normaliseFacts(facts)).toEqual({
      ...{ name: '压力表', modelSpec: 'Y-100', serialNo: 'No. 7', regulationSeries: 'JJG 52', districtCode: ' x' },
    });
    expect(normaliseFacts({})).toEqual({});
    expect(normaliseFacts({ name: null, regulationSeries: undefined })).toEqual({ name: null });
  });

  it('keeps apart what only looks alike when it is joined', () => {
    const one = entryKey({ name: 'A', modelSpec: 'B C', serialNo: 'D' });
    expect(one).not.toBe(entryKey({ name: 'A B', modelSpec: 'C', serialNo: 'D' }));
    expect(one).toBe(entryKey({ name: 'A', modelSpec: 'B C', serialNo: 'D' }));
  });
});

describe('checkFacts', () => {
  it.each([
    [{}, []],
    [{ catalogueItemCode: null, regulationSeries: null, districtCode: null, validUntil: null }, []],
    [{ catalogueItemCode: 'QJ-19', regulationSeries: 'JJG 52', districtCode: '370602' }, []],
    [{ catalogueItemCode: 'QJ-20' }, ['/catalogueItemCode field.unknown_catalogue_item']],
    [{ regulationSeries: '' }, ['/regulationSeries field.unknown_regulation']],
    [{ districtCode: '379999' }, ['/districtCode field.unknown_district']],
    [{ lastVerifiedOn: '2026-03-02', validUntil: '2026-03-02' }, []],
    [{ lastVerifiedOn: '2026-03-03' }, ['/lastVerifiedOn field.too_large']],
    [{ lastVerifiedOn: '2026-03-02', validUntil: '2026-03-01' }, ['/validUntil field.too_small']],
    [{ serialNo: 'x'.repeat(61) }, ['/serialNo field.too_long']],
  ])('%j → %j', (facts, problems) => {
    expect(checkFacts(facts, known).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(problems);
  });

  it('keeps what an entry cannot be without', () => {
    expect(checkKept({ name: null, remark: null, purpose: 'other' })).toEqual([
      { pointer: '/name', code: 'field.required' },
    ]);
  });
});
