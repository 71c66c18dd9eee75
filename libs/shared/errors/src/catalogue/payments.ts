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
  'payments.no_credit': entry(
    'conflict',
    '没有足够的信用额度|该单位可缓缴余额为 {leftFen} 分，本单 {amountFen} 分。|请先通过 POST /v1/payment-credits 授信，或请其缴费。',
    'No credit left|{leftFen} fen may still be deferred, the order is over {amountFen}.|Give credit by POST /v1/payment-credits, or ask for payment.',
  ),
  'payments.overdue_deferral': entry(
    'conflict',
    '有逾期未缴的缓缴|缓缴单 {number} 应于 {deferredUntil} 前缴清，尚未到账。|请先结清逾期款项；到账后由财务确认。',
    'A deferral is overdue|Order {number} was to be paid by {deferredUntil} and is not.|Settle what is overdue first; finance confirms its arrival.',
  ),
  'payments.not_paid': entry(
    'conflict',
    '尚未缴费|缴费单状态为 {state}，不能补缴或退费。|请在确认到账之后办理。',
    'Not paid|The order is {state}: there is nothing to add to or to give back.|Come back once its payment is confirmed.',
  ),
  'payments.same_person': entry(
    'conflict',
    '须由他人审批|提出人不能审批自己的申请。|请由另一名财务人员审批。',
    'Another person approves|Who asked for it cannot approve it.|Ask another person of finance.',
  ),
  'payments.refund_too_high': entry(
    'conflict',
    '退费金额过高|申请退 {amountFen} 分，可退余额为 {leftFen} 分。|请调整金额。',
    'Refund too high|{amountFen} fen are asked for, {leftFen} can be given back.|Change the amount.',
  ),
} satisfies Record<string, CatalogueEntry>;
