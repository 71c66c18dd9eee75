import type { ChecklistItem } from '@nqi/platform/reports';

/** The head of a report by TSG T7001-2023, and who inspected by which approval. */
const CLAUSE = 'TSG T7001-2023';

/** What every 定期检验报告 says; number, dates of issue and signatures come with the approval. */
export const inspectionChecklist: readonly ChecklistItem[] = [
  item('/institution/name', '检验机构', 'inspection institution'),
  item('/institution/approvalNo', '机构核准证编号', 'approval of the institution'),
  item('/userUnit/name', '使用单位', 'user unit'),
  item('/device/address', '设备使用地点', 'place of use'),
  item('/inspection/inspectedOn', '检验日期', 'day of the inspection'),
  item('/inspection/basis', '检验依据', 'basis of the inspection'),
  item('/inspection/items', '检验项目', 'items inspected'),
  item('/inspection/items/*/result', '检验结果', 'result of the item'),
  item('/conclusion', '检验结论', 'conclusion'),
  item('/inspectors', '检验人员', 'inspectors'),
  item('/inspectors/*/licenceNo', '检验人员证号', 'licence of the inspector'),
];

function item(pointer: string, zh: string, en: string): ChecklistItem {
  return { pointer, clause: CLAUSE, name: { zh, en } };
}
