import type { CapabilityService } from '@nqi/lines/metrology';

type Stated = Parameters<CapabilityService['create']>[1];

/** 检定 or 校准, instrument, method, its title | low to high with the unit | U = constant + proportional · |x| | yuan, days. */
type Line = [
  service: 'V' | 'C',
  instrument: string,
  method: string,
  range: [low: string, high: string, unit: string],
  uncertainty: [constant: string, proportional: string],
  terms: [yuan: number, days: number],
];

// The numbers are of the order of what such laboratories publish; none of them is a real scope.
const INSTITUTE: readonly Line[] = [
  ['V', '弹性元件式一般压力表', 'JJG 52-2013', ['-0.1', '60', 'MPa'], ['0.0002', '0.001'], [60, 5]],
  ['C', '弹性元件式精密压力表', 'JJG 49-2013', ['-0.1', '60', 'MPa'], ['0', '0.0005'], [180, 5]],
  ['C', '数字压力计', 'JJG 875-2019', ['-0.1', '60', 'MPa'], ['0', '0.0002'], [300, 7]],
  ['C', '压力变送器', 'JJG 882-2019', ['0', '60', 'MPa'], ['0', '0.0005'], [280, 7]],
  ['V', '血压计和血压表', 'JJG 270-2008', ['0', '300', 'mmHg'], ['0.5', '0'], [30, 3]],
  ['V', '无创自动测量血压计', 'JJG 692-2010', ['0', '300', 'mmHg'], ['0.6', '0'], [60, 5]],
  ['V', '数字指示秤', 'JJG 539-2016', ['0', '3000', 'kg'], ['0.0005', '0.0001'], [120, 5]],
  ['V', '砝码', 'JJG 99-2022', ['0.001', '20000', 'g'], ['0.00002', '0.000005'], [25, 7]],
  ['C', '电子天平', 'JJF 1847-2020', ['0', '2000', 'g'], ['0.00005', '0.000001'], [260, 5]],
  ['C', '通用卡尺', 'JJG 30-2012', ['0', '1000', 'mm'], ['0.01', '0.00001'], [50, 5]],
  ['C', '千分尺', 'JJG 21-2008', ['0', '500', 'mm'], ['0.0015', '0.000005'], [60, 5]],
  ['C', '指示表', 'JJG 34-2022', ['0', '50', 'mm'], ['0.002', '0'], [60, 5]],
  ['C', '坐标测量机', 'JJF 1064-2010', ['0', '3000', 'mm'], ['0.0008', '0.0000015'], [6000, 15]],
  ['C', '量块', 'JJG 146-2011', ['0.5', '100', 'mm'], ['0.00006', '0.0000008'], [40, 10]],
  ['C', '工作用廉金属热电偶', 'JJF 1637-2017', ['300', '1200', '℃'], ['1.2', '0'], [200, 7]],
  ['C', '工业铂、铜热电阻', 'JJG 229-2010', ['-50', '300', '℃'], ['0.05', '0'], [150, 7]],
  ['C', '环境试验设备（温度）', 'JJF 1101-2019', ['-70', '300', '℃'], ['0.3', '0'], [800, 10]],
  ['C', '机械式温湿度计（湿度）', 'JJF 1076-2020', ['10', '95', '%RH'], ['1.2', '0'], [120, 5]],
  ['C', '数字多用表（直流电压）', 'JJF 1587-2016', ['0', '1000', 'V'], ['0.00001', '0.00002'], [350, 7]],
  ['C', '数字多用表（直流电流）', 'JJF 1587-2016', ['0', '10', 'A'], ['0.000001', '0.0001'], [350, 7]],
  ['V', '声级计', 'JJG 188-2017', ['30', '130', 'dB'], ['0.4', '0'], [400, 10]],
  ['V', '心电图机', 'JJG 543-2008', ['0', '10', 'mV'], ['0.01', '0.01'], [200, 5]],
  ['V', '可燃气体检测报警器', 'JJG 693-2011', ['0', '100', '%'], ['1.5', '0'], [150, 5]],
];

const LABORATORY: readonly Line[] = [
  ['C', '弹性元件式精密压力表', 'JJG 49-2013', ['0', '25', 'MPa'], ['0.002', '0.0008'], [120, 3]],
  ['C', '弹性元件式一般压力表', 'JJG 52-2013', ['0', '60', 'MPa'], ['0.001', '0.002'], [45, 2]],
  ['C', '通用卡尺', 'JJG 30-2012', ['0', '600', 'mm'], ['0.01', '0'], [35, 3]],
  ['C', '千分尺', 'JJG 21-2008', ['0', '150', 'mm'], ['0.002', '0'], [40, 3]],
  ['C', '指示表', 'JJG 34-2022', ['0', '10', 'mm'], ['0.003', '0'], [40, 3]],
  ['C', '电子天平', 'JJF 1847-2020', ['0', '6', 'kg'], ['0.000001', '0.000002'], [200, 3]],
  ['C', '数字多用表（直流电压）', 'JJF 1587-2016', ['0', '1000', 'V'], ['0.0001', '0.0001'], [220, 4]],
  ['C', '玻璃液体温度计', 'JJG 130-2011', ['-30', '150', '℃'], ['0.2', '0'], [80, 4]],
  ['C', '扭矩扳子', 'JJG 707-2014', ['5', '500', 'N·m'], ['0', '0.01'], [100, 3]],
  ['C', '洛氏硬度计', 'JJG 112-2013', ['20', '70', 'HRC'], ['0.5', '0'], [500, 7]],
];

/** Some thirty rows: verification by the institute as authorised, calibration by both as accredited. */
export function demoCapabilities(): { institute: Stated[]; laboratory: Stated[] } {
  return {
    institute: INSTITUTE.map((line) => stated(line, 'CNAS L0001（演示）')),
    laboratory: LABORATORY.map((line) => stated(line, 'CNAS L0002（演示）')),
  };
}

function stated([service, instrument, methodNo, range, uncertainty, terms]: Line, accreditationNo: string): Stated {
  const [rangeLow, rangeHigh, rangeUnit] = range;
  const [uConstant, uProportional] = uncertainty;
  const [yuan, promisedDays] = terms;
  const scope =
    service === 'V'
      ? { scopeSource: 'public_standard' as const, accreditationNo: '[2023]鲁量标烟法证字第001号（演示）' }
      : { scopeSource: 'cnas' as const, accreditationNo };
  return {
    ...{
      service: service === 'V' ? 'verification' : 'calibration',
      instrument,
      methodNo,
      rangeLow,
      rangeHigh,
      rangeUnit,
    },
    ...{ uConstant, uUnit: rangeUnit, uProportional, coverageFactor: '2', ...scope },
    ...{ validFrom: '2023-06-01', validTo: '2029-05-31', priceFen: yuan * 100, promisedDays },
  };
}
