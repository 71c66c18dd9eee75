import { type CatalogueEntry, entry } from './entry';

export const payments = {
  // Payments
  'payments.unknown_subject': entry(
    'unprocessable',
    '收费对象不存在|以下对象不存在、无权查看或不在待缴费状态。',
    'Unknown subject|These subjects do not exist, are not yours or wait for no payment.',
  ),
  'payments.already_ordered': entry(
    'conflict',
    '已有缴费单|该对象已在缴费单中。|见 existing。',
    'Already ordered|The subject stands in another payment order.|See existing.',
  ),
  'payments.mixed_order': entry(
    'unprocessable',
    '不能合并缴费|一张缴费单只能有一个付款方、一个收款方和一种收费性质。|请分开下单。',
    'Cannot be combined|One order has one payer, one payee and one nature of charge.|Make separate orders.',
  ),
  'payments.amount_differs': entry(
    'unprocessable',
    '金额不符|应收 {expectedFen} 分，确认 {givenFen} 分。',
    'Amount differs|{expectedFen} fen are due, {givenFen} were confirmed.',
  ),
} satisfies Record<string, CatalogueEntry>;
