import { holders, members, RecordNoticesModule, when } from '@nqi/platform/notices';

const client = members('r.client_id', 'order_services');
const clerks = holders('r.laboratory_id', 'org_clerk');

/** What client and laboratory of an order are told. */
export const OrderNotices = RecordNoticesModule.declare({
  record: 'metrology_order',
  from: 'metrology_orders r JOIN organisations laboratory ON laboratory.id = r.laboratory_id',
  facts: {
    number: 'r.number',
    laboratory: 'laboratory.name',
    totalYuan: "to_char(r.total_fen / 100.0, 'FM999999990.00')",
    validUntil: 'r.quote_valid_until',
    expectedOn: 'r.expected_on',
    // Samples are tested and reported, instruments are certified.
    goods: "CASE r.service WHEN 'testing' THEN '样品' ELSE '器具' END",
    goodsEn: "CASE r.service WHEN 'testing' THEN 'samples' ELSE 'instruments' END",
    papers: "CASE r.service WHEN 'testing' THEN '报告' ELSE '证书' END",
    papersEn: "CASE r.service WHEN 'testing' THEN 'reports' ELSE 'certificates' END",
  },
  href: '/v1/metrology-orders/',
  events: {
    submit: {
      to: [clerks],
      zh: { title: '新的委托单', text: '委托单 {number} 待处理。' },
      en: { title: 'A new order', text: 'Order {number} waits for an answer.' },
    },
    return: {
      to: [client],
      zh: { title: '委托单需修改', text: '{laboratory}请您修改委托单 {number}，意见见委托单。' },
      en: { title: 'Order to be changed', text: '{laboratory} asks you to change order {number}; the order says how.' },
    },
    reject: {
      to: [client],
      zh: { title: '委托未被接受', text: '{laboratory}未接受委托单 {number}，理由见委托单。' },
      en: { title: 'Order rejected', text: '{laboratory} does not take order {number}; the order says why.' },
    },
    quote: {
      to: [client],
      zh: { title: '已报价', text: '委托单 {number} 报价 {totalYuan} 元，有效期至 {validUntil}，请确认。' },
      en: {
        title: 'Quoted',
        text: 'Order {number} is quoted at {totalYuan} yuan, valid until {validUntil}: please decide.',
      },
    },
    accept_free: {
      to: [client],
      zh: { title: '委托已受理', text: '委托单 {number} 已受理，强制检定免费；请预约送检。' },
      en: { title: 'Order accepted', text: 'Order {number} is accepted free of charge: make an appointment.' },
    },
    approve_quote: {
      to: [clerks],
      zh: { title: '报价已确认', text: '委托单 {number} 的报价已获确认。' },
      en: { title: 'Quotation approved', text: 'The quotation of order {number} was approved.' },
    },
    refuse_quote: {
      to: [clerks],
      zh: { title: '报价未获确认', text: '委托单 {number} 的报价未获确认，委托已取消。' },
      en: { title: 'Quotation refused', text: 'The quotation of order {number} was refused; the order is cancelled.' },
    },
    expire_quote: {
      to: [client, clerks],
      zh: { title: '报价已过期', text: '委托单 {number} 的报价已过期，委托已取消。' },
      en: { title: 'Quotation expired', text: 'The quotation of order {number} has expired; the order is cancelled.' },
    },
    agree_visit: {
      to: [client],
      zh: { title: '已约定上门', text: '委托单 {number} 的现场服务日期已约定，见委托单。' },
      en: { title: 'Visit agreed', text: 'The visit for order {number} has its day; see the order.' },
    },
    receive: {
      to: [client],
      zh: { title: '送检物品已接收', text: '{laboratory}已接收委托单 {number} 的{goods}，预计 {expectedOn} 完成。' },
      en: {
        title: 'Delivery received',
        text: '{laboratory} has received {goodsEn} of order {number}, expected by {expectedOn}.',
      },
    },
    lapse: {
      to: [client, clerks],
      zh: { title: '委托已失效', text: '委托单 {number} 的{goods}未按时送达，委托已取消。' },
      en: { title: 'Order lapsed', text: 'Nothing was delivered for order {number}; it is cancelled.' },
    },
    complete: {
      to: [client],
      zh: { title: '委托已完成', text: '委托单 {number} 已完成，{papers}可下载，{goods}可取回。' },
      en: {
        title: 'Order completed',
        text: 'Order {number} is done: {papersEn} can be downloaded, {goodsEn} collected.',
      },
    },
    cancel: {
      to: [when('r.number IS NOT NULL', clerks)],
      zh: { title: '委托已取消', text: '客户已取消委托单 {number}。' },
      en: { title: 'Order cancelled', text: 'The client has cancelled order {number}.' },
    },
  },
});
