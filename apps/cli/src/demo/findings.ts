/** An item of the checklist as the api gives it. */
export interface ChecklistItem {
  no: number;
  isKey: boolean;
}

/** What an inspector sends when concluding, the day aside. */
interface Findings {
  items: { no: number; result: 'pass' | 'rectified'; remark?: string }[];
  opinionNoticeNo?: string;
  remark?: string;
}

/** Places in the batch: two devices are put right while the inspectors are there, one has something worth a note. */
const RECTIFIED = [4, 17];
const REMARKED = 9;

/** General items that were put right: past the ones about documents, and within the rule's limit. */
const RECTIFIED_ITEMS = [5, 7];

/** Findings for the device at this place of the batch: all pass, two of them after rectification. */
export function findingsFor(index: number, checklist: readonly ChecklistItem[]): Findings {
  const isRectified = RECTIFIED.includes(index);
  const general = checklist.filter(({ isKey }) => !isKey).slice(...RECTIFIED_ITEMS);
  const rectified = new Set(isRectified ? general.map(({ no }) => no) : []);
  return {
    items: checklist.map(({ no }) =>
      rectified.has(no) ? { no, result: 'rectified', remark: '现场整改后复查合格' } : { no, result: 'pass' },
    ),
    ...(isRectified && { opinionNoticeNo: `YTTJ-DT-${String(index + 1).padStart(4, '0')}（演示）` }),
    ...(index === REMARKED && { remark: '轿厢内照明偏暗，建议维保单位下次保养时更换灯具。' }),
  };
}
