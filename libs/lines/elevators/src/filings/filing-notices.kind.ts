import { holders, members, membersAmong, RecordNoticesModule, when } from '@nqi/platform/notices';

const userUnit = members('r.user_unit_id', 'file_devices');
const filer = members('r.filed_by_organisation_id', 'file_devices');
const enterprise = [userUnit, filer];
const clerks = holders('r.institution_id', 'org_clerk');
const filedByAnother = 'r.filed_by_organisation_id <> r.user_unit_id';

/** Filed for the user unit by another: it is its duty, and it may object before acceptance. */
const filed = {
  to: [when(filedByAnother, userUnit)],
  zh: { title: '有人为贵单位报检', text: '电梯 {device} 的报检 {number} 已由受托单位提交；如有异议，请在受理前提出。' },
  en: {
    title: 'Filed on your behalf',
    text: 'Filing {number} for elevator {device} was submitted under your mandate; object before it is accepted.',
  },
};

/** What the people of a filing are told. */
export const FilingNotices = RecordNoticesModule.declare({
  record: 'elevator_filing',
  from: 'elevator_filings r JOIN elevators d ON d.id = r.elevator_id',
  facts: {
    number: 'r.number',
    device: 'coalesce(d.registration_code, d.internal_no, d.device_code)',
    dueOn: 'r.due_on',
    scheduledOn: 'r.scheduled_on',
    feeYuan: "to_char(r.fee_fen / 100.0, 'FM999999990.00')",
  },
  href: '/v1/elevator-filings/',
  batch: { type: 'elevator_filing_batch', id: 'r.batch_id', list: '/v1/elevator-filings?batchId=' },
  events: {
    file: filed,
    submit: filed,
    require_supplement: {
      to: enterprise,
      zh: { title: '报检需补正', text: '电梯 {device} 的报检 {number} 需补正材料，请查看要求后重新提交。' },
      en: {
        title: 'Filing to be completed',
        text: 'Filing {number} for elevator {device} lacks something: read what, then submit again.',
      },
    },
    refuse: {
      to: enterprise,
      zh: { title: '报检不予受理', text: '电梯 {device} 的报检 {number} 不予受理，理由见报检单。' },
      en: {
        title: 'Filing not accepted',
        text: 'Filing {number} for elevator {device} was not accepted; the filing says why.',
      },
    },
    accept: {
      to: enterprise,
      zh: { title: '报检已受理', text: '电梯 {device} 的报检 {number} 已受理。' },
      en: { title: 'Filing accepted', text: 'Filing {number} for elevator {device} was accepted.' },
    },
    assess_fee: {
      to: enterprise,
      zh: { title: '检验费已核定', text: '报检 {number} 的检验费为 {feeYuan} 元，请缴费后约检。' },
      en: {
        title: 'Fee assessed',
        text: 'The fee of filing {number} is {feeYuan} yuan; the appointment follows payment.',
      },
    },
    schedule: {
      to: enterprise,
      zh: { title: '已约定检验时间', text: '电梯 {device} 定于 {scheduledOn} 检验，请备好资料并做好现场防护。' },
      en: {
        title: 'Inspection scheduled',
        text: 'Elevator {device} is inspected on {scheduledOn}: have the papers ready and the site guarded.',
      },
    },
    dispatch: {
      to: [membersAmong('r.inspector_ids', 'r.institution_id')],
      zh: { title: '检验任务', text: '您被派往检验电梯 {device}（{number}），日期 {scheduledOn}。' },
      en: { title: 'An inspection for you', text: 'You inspect elevator {device} ({number}) on {scheduledOn}.' },
    },
    issue_report: {
      to: enterprise,
      zh: { title: '检验报告已出具', text: '电梯 {device} 的检验报告已出具，可下载（{number}）。' },
      en: { title: 'Report issued', text: 'The report on elevator {device} is ready to download ({number}).' },
    },
    object: {
      to: [filer, clerks],
      zh: { title: '使用单位提出异议', text: '使用单位对报检 {number} 提出异议，报检已撤回。' },
      en: { title: 'The user unit objects', text: 'The user unit objects to filing {number}, which is withdrawn.' },
    },
    withdraw: {
      to: [when('r.number IS NOT NULL', clerks), when(filedByAnother, userUnit)],
      zh: { title: '报检已撤回', text: '电梯 {device} 的报检 {number} 已撤回。' },
      en: { title: 'Filing withdrawn', text: 'Filing {number} for elevator {device} was withdrawn.' },
    },
  },
});
