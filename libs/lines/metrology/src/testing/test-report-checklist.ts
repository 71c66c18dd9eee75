import type { ChecklistItem } from '@nqi/platform/reports';
import type { TestReportContent } from './test-report.content';

const ISO = 'ISO/IEC 17025:2017';

/** What every test report says (number, days of issue and signatures come with the approval). */
const COMMON: readonly ChecklistItem[] = [
  item('/laboratory/name', `${ISO} 7.8.2.1 b`, '机构名称', 'name of the laboratory'),
  item('/laboratory/address', `${ISO} 7.8.2.1 b`, '机构地址', 'address of the laboratory'),
  item('/work/place', `${ISO} 7.8.2.1 c`, '检验地点', 'location of the activities'),
  item('/order/sampleNo', `${ISO} 7.8.2.1 d`, '样品编号', 'sample number'),
  item('/client/name', `${ISO} 7.8.2.1 e`, '委托单位名称', 'name of the client'),
  item('/client/address', `${ISO} 7.8.2.1 e`, '委托单位地址', 'address of the client'),
  item('/basis', `${ISO} 7.8.2.1 f`, '检验依据', 'method used'),
  item('/rows/*/method', `${ISO} 7.8.2.1 f`, '检测方法', 'method of the result'),
  item('/sample/name', `${ISO} 7.8.2.1 g`, '样品名称', 'name of the sample'),
  item('/sample/quantity', `${ISO} 7.8.2.1 g`, '样品数量', 'quantity of the sample'),
  item('/work/condition', `${ISO} 7.8.2.1 g`, '样品状态', 'condition of the sample'),
  item('/work/receivedOn', `${ISO} 7.8.2.1 h`, '到样日期', 'date of receipt'),
  item('/work/startedOn', `${ISO} 7.8.2.1 i`, '检验开始日期', 'first day of the work'),
  item('/work/performedOn', `${ISO} 7.8.2.1 i`, '检验完成日期', 'last day of the work'),
  item('/rows', `${ISO} 7.8.2.1 m`, '检验结果', 'results'),
  item('/rows/*/result', `${ISO} 7.8.2.1 m`, '检验结果', 'result'),
  item('/work/temperatureC', `${ISO} 7.8.3.1 a`, '环境温度', 'ambient temperature'),
  item('/work/humidityPercent', `${ISO} 7.8.3.1 a`, '相对湿度', 'relative humidity'),
];

const JUDGED: readonly ChecklistItem[] = [
  item('/judgement', `${ISO} 7.8.6.2`, '判定依据', 'specification of the statement of conformity'),
  item('/decisionRule', `${ISO} 7.8.6.2`, '判定规则', 'decision rule of the statement of conformity'),
];

/** What the report must say; some of it only where something was judged. */
export function testReportChecklist({ rows }: TestReportContent): ChecklistItem[] {
  const isJudged = rows.some(({ verdict }) => verdict !== 'not_judged');
  return [...COMMON, ...(isJudged ? JUDGED : [])];
}

function item(pointer: string, clause: string, zh: string, en: string): ChecklistItem {
  return { pointer, clause, name: { zh, en } };
}
