import { type CatalogueEntry, entry } from './entry';

export const mandates = {
  // Mandates
  'mandates.not_a_side': entry(
    'forbidden',
    '不是委托双方|委托只能由委托方或受托方提出。|mandatorId 或 holderId 应为贵单位。',
    'Not a side|A mandate is offered by the one who gives it or by the one who would hold it.|Set mandatorId or holderId to your own organisation.',
  ),
  'mandates.past': entry(
    'conflict',
    '委托已过期|委托期限已于 {validTo} 届满。|请重新提出委托。',
    'Mandate is over|Its last day was {validTo}.|Make a new offer.',
  ),
  'mandates.overlapping': entry(
    'conflict',
    '委托重叠|同一受托方在此期间已有涵盖这些对象的有效委托，见 existing。|请先撤销原委托，或把起始日期放在其后。',
    'Overlapping mandate|The same holder has a mandate over these subjects in this period, see existing.|Revoke that one first, or begin after it.',
  ),
} satisfies Record<string, CatalogueEntry>;
