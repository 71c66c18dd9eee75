import type { ReportEnvelope, ReportImprint } from '@nqi/platform/reports';
import type { CertificateContent } from '../certificates/certificate.content';
import type { Caption } from '../results/result-row';
import { amendmentStatement, replacedReport } from './dcc-amendment';
import { contact, type Elements, identification, optional, stated, text } from './dcc-elements';

type Envelope = ReportEnvelope<CertificateContent>;

/** Who made the certificate, about which item, for whom, and what is declared: the first ring of a DCC. */
export function administrativeData({ content, report }: Envelope): Elements {
  const { laboratory, client } = content;
  return {
    'dcc:dccSoftware': { 'dcc:software': { 'dcc:name': text('NQI+'), 'dcc:release': '1', 'dcc:type': 'application' } },
    'dcc:coreData': coreData(content, report),
    'dcc:items': { 'dcc:item': item(content) },
    'dcc:calibrationLaboratory': {
      ...optional('dcc:calibrationLaboratoryCode', stated(laboratory.badge?.number)),
      'dcc:contact': contact(laboratory),
      'dcc:cryptElectronicSeal': 'true',
    },
    'dcc:respPersons': { 'dcc:respPerson': people(report, isVerification(content)) },
    'dcc:customer': contact(client),
    'dcc:statements': {
      'dcc:statement': [...content.statements.map(statement), ...amendmentStatement(report.amendment)],
    },
  };
}

function coreData({ order, work }: CertificateContent, { number, issuedOn, amendment }: ReportImprint): Elements {
  const { receivedOn, performedOn, site } = work;
  const orderNo = identification('calibrationLaboratory', order.number, { zh: '委托编号', en: 'Order no.' });
  return {
    'dcc:countryCodeISO3166_1': 'CN',
    'dcc:usedLangCodeISO639_1': ['zh', 'en'],
    'dcc:mandatoryLangCodeISO639_1': 'zh',
    'dcc:uniqueIdentifier': number ?? '',
    ...(orderNo.length > 0 && { 'dcc:identifications': { 'dcc:identification': orderNo } }),
    ...optional('dcc:receiptDate', receivedOn ?? undefined),
    'dcc:beginPerformanceDate': performedOn,
    'dcc:endPerformanceDate': performedOn,
    'dcc:performanceLocation': site === 'onsite' ? 'customer' : 'laboratory',
    ...optional('dcc:issueDate', issuedOn ?? undefined),
    ...replacedReport(amendment),
  };
}

function item({ instrument, order, work }: CertificateContent): Elements {
  const { name, manufacturer, modelSpec, serialNo, ledgerNo } = instrument;
  const identifications = [
    ...identification('manufacturer', serialNo, { zh: '出厂编号', en: 'Serial number' }),
    ...identification('customer', ledgerNo, { zh: '台账编号', en: 'Ledger number' }),
    ...identification('calibrationLaboratory', order.sampleNo, { zh: '样品编号', en: 'Sample number' }),
  ];
  const facts = [
    described({ zh: '测量范围', en: 'Measuring range' }, instrument.measuringRange),
    described({ zh: '准确度等级', en: 'Accuracy class' }, instrument.accuracyClass),
    described({ zh: '分度值', en: 'Division' }, instrument.division),
    described({ zh: '接收时状态', en: 'Condition on receipt' }, work.condition),
  ].filter((one) => one !== null);
  return {
    'dcc:name': text(name),
    ...(facts.length > 0 && { 'dcc:description': text(joined(facts)) }),
    ...(stated(manufacturer) && { 'dcc:manufacturer': { 'dcc:name': text(manufacturer ?? '') } }),
    ...optional('dcc:model', stated(modelSpec)),
    'dcc:identifications': { 'dcc:identification': identifications },
  };
}

/** 检定员, 核验员, 批准人: the last one signs for the laboratory. */
function people({ preparedBy, checkedBy, approvedBy }: ReportImprint, isVerified: boolean): Elements[] {
  const roles: [string | null, string][] = [
    [preparedBy, isVerified ? '检定员 verifier' : '校准员 calibrator'],
    [checkedBy, '核验员 checker'],
    [approvedBy, '批准人 approver'],
  ];
  return roles.map(([name, role], index) => ({
    ...{ 'dcc:person': { 'dcc:name': text(name ?? '') }, 'dcc:role': role },
    'dcc:mainSigner': String(index === roles.length - 1),
  }));
}

function statement({ kind, zh, en }: CertificateContent['statements'][number]): Elements {
  const declaration = { 'dcc:declaration': text({ zh, en }) };
  const isTraceability = kind === 'traceability';
  return {
    '@refType': isTraceability ? 'basic_metrologicallyTraceableToSI' : `nqi_${kind}`,
    ...(isTraceability && { 'dcc:traceable': 'true' }),
    ...declaration,
  };
}

function isVerification({ conclusionText }: CertificateContent): boolean {
  return conclusionText !== null;
}

export function described(name: Caption, value: string | null): Caption | null {
  return value === null || value === '' ? null : { zh: `${name.zh}：${value}`, en: `${name.en}: ${value}` };
}

export function joined(captions: readonly Caption[]): Caption {
  return { zh: captions.map(({ zh }) => zh).join('；'), en: captions.map(({ en }) => en).join('; ') };
}
