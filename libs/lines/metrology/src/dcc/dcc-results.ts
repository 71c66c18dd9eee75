import type { CertificateContent, CertificateStandard } from '../certificates/certificate.content';
import type { Caption, CheckedItem } from '../results/result-row';
import { described, joined } from './dcc-administration';
import { type Elements, identification, optional, stated, text } from './dcc-elements';
import { real, verdict, wordOf } from './dcc-quantities';
import { tablesOf } from './dcc-tables';

/** How it was measured and what was found: the second ring of a DCC. */
export function measurementResults(content: CertificateContent): Elements {
  const { method, standards, results, checks } = content;
  return {
    'dcc:measurementResult': {
      'dcc:name': text({ zh: '测量结果', en: 'Measurement results' }),
      'dcc:usedMethods': {
        'dcc:usedMethod': {
          ...{ '@refType': 'basic_calibrationMethod', 'dcc:name': text(method.title ?? method.no) },
          ...optional('dcc:norm', stated(method.no)),
        },
      },
      'dcc:measuringEquipments': { 'dcc:measuringEquipment': standards.map(equipment) },
      'dcc:influenceConditions': { 'dcc:influenceCondition': conditions(content) },
      'dcc:results': {
        'dcc:result': [...tablesOf(results), ...(checks.length > 0 ? [checked(checks)] : [])],
      },
      ...overall(content),
    },
  };
}

function equipment(standard: CertificateStandard): Elements {
  const { name, model, serialNo, traceabilityNo, traceableUntil, assessmentNo, assessedUntil } = standard;
  const facts = [
    described({ zh: '测量范围', en: 'Measuring range' }, standard.measuringRange),
    described({ zh: '不确定度/准确度等级/最大允许误差', en: 'Uncertainty, class or MPE' }, standard.accuracy),
    described({ zh: '溯源有效期至', en: 'Traceable until' }, traceableUntil),
    described({ zh: '标准考核有效期至', en: 'Assessed until' }, assessedUntil),
  ].filter((one) => one !== null);
  const identifications = [
    ...identification('manufacturer', serialNo, { zh: '编号', en: 'Serial number' }),
    ...identification('other', traceabilityNo, { zh: '溯源证书号', en: 'Calibration certificate no.' }),
    ...identification('other', assessmentNo, { zh: '计量标准考核证书号', en: 'Assessment certificate no.' }),
  ];
  return {
    ...{ '@refType': 'basic_measurementStandard', 'dcc:name': text(name), 'dcc:description': text(joined(facts)) },
    ...optional('dcc:model', stated(model)),
    'dcc:identifications': { 'dcc:identification': identifications },
  };
}

function conditions({ work }: CertificateContent): Elements[] {
  const condition = (refType: string, name: Caption, quantity: Elements): Elements => ({
    ...{ '@refType': refType, 'dcc:name': text(name), 'dcc:data': { 'dcc:quantity': quantity } },
  });
  const { temperatureC, humidityPercent, otherConditions } = work;
  const other = stated(otherConditions);
  return [
    condition('basic_temperature', { zh: '环境温度', en: 'Ambient temperature' }, real(temperatureC, '°C')),
    condition('basic_humidityRelative', { zh: '相对湿度', en: 'Relative humidity' }, real(humidityPercent, '%RH')),
    ...(other === undefined
      ? []
      : [condition('nqi_other', { zh: '其他条件', en: 'Other conditions' }, { 'dcc:noQuantity': text(other) })]),
  ];
}

function checked(checks: readonly CheckedItem[]): Elements {
  const items = checks.map(({ name, found, requirement, isMet }) => ({
    ...{ 'dcc:name': text(name), ...verdict(found, requirement, isMet) },
  }));
  return {
    'dcc:name': text({ zh: '检定项目', en: 'Items of the regulation' }),
    'dcc:data': { 'dcc:quantity': items },
  };
}

/** The statement of conformity of the whole; none where nobody asked for one. */
function overall({ conclusion, conclusionText, method, results }: CertificateContent): Elements {
  if (conclusion === null) return {};
  const doubts = results.map(wordOf);
  const doubt = doubts.includes('conditionalFail') ? 'conditionalFail' : 'conditionalPass';
  return {
    'dcc:measurementMetaData': {
      'dcc:metaData': [
        {
          ...{ '@refType': 'basic_conformity', ...optional('dcc:norm', stated(method.no)) },
          ...(conclusionText !== null && { 'dcc:declaration': text(conclusionText) }),
          'dcc:conformity': conclusion === 'undetermined' ? doubt : conclusion,
        },
      ],
    },
  };
}
