import { parseStandardNumber } from './standard-number';

describe('standard numbers', () => {
  it.each([
    ['GB 30871-2022', 'national', 'GB 30871-2022', 'GB 30871', 2022],
    ['GB/T 19001-2016', 'national', 'GB/T 19001-2016', 'GB/T 19001', 2016],
    ['GBT19001', 'national', 'GB/T 19001', 'GB/T 19001', null],
    ['gb／t 19001—2016', 'national', 'GB/T 19001-2016', 'GB/T 19001', 2016],
    ['GB∕T19001', 'national', 'GB/T 19001', 'GB/T 19001', null],
    ['GB/Z 43281-2023', 'national', 'GB/Z 43281-2023', 'GB/Z 43281', 2023],
    ['GB/T 24803.1-2009', 'national', 'GB/T 24803.1-2009', 'GB/T 24803.1', 2009],
    ['JB/T 10062-1999', 'industry', 'JB/T 10062-1999', 'JB/T 10062', 1999],
    ['HJ 212-2017', 'industry', 'HJ 212-2017', 'HJ 212', 2017],
    ['DB37/T 4652-2023', 'local', 'DB37/T 4652-2023', 'DB37/T 4652', 2023],
    ['DB3706T12-2021', 'local', 'DB3706/T 12-2021', 'DB3706/T 12', 2021],
    ['T/SDAS 123-2021', 'group', 'T/SDAS 123-2021', 'T/SDAS 123', 2021],
    ['Q/ABC 001-2024', 'enterprise', 'Q/ABC 001-2024', 'Q/ABC 001', 2024],
    ['jjg52-2013', 'metrology', 'JJG 52-2013', 'JJG 52', 2013],
    ['JJF 1071 – 2010', 'metrology', 'JJF 1071-2010', 'JJF 1071', 2010],
    ['JJG（交通） 021-2015', 'metrology', 'JJG(交通) 021-2015', 'JJG(交通) 021', 2015],
    ['TSG T7001-2023', 'safety', 'TSG T7001-2023', 'TSG T7001', 2023],
    ['TSGT7001', 'safety', 'TSG T7001', 'TSG T7001', null],
    ['TSG 08-2017', 'safety', 'TSG 08-2017', 'TSG 08', 2017],
    ['ISO 9001:2015', 'international', 'ISO 9001:2015', 'ISO 9001', 2015],
    ['ISO/IEC 17025:2017', 'international', 'ISO/IEC 17025:2017', 'ISO/IEC 17025', 2017],
    ['IEC 60068-2-1:2007', 'international', 'IEC 60068-2-1:2007', 'IEC 60068-2-1', 2007],
    ['ASTM D638-22', 'international', 'ASTM D638-22', 'ASTM D638', 22],
  ])('%s', (typed, level, number, series, year) => {
    expect(parseStandardNumber(typed)).toEqual({ level, number, series, year });
    expect(parseStandardNumber(number)).toEqual({ level, number, series, year });
  });

  it.each([
    '',
    '电梯',
    'GB',
    '19001',
    'GB/T',
    'GB/T 19001-16',
    'GB/T 19001-2016 x',
    'DB3/T 1-2020',
    '91370602MA3CX7TE1D',
  ])('%s is none', (typed) => expect(parseStandardNumber(typed)).toBeNull());
});
