import type { Sample, TestTerms } from '../testing/sample';
import type { OrderedService } from './order.entity';

/**
 * What the 预约送检单 is set from (HANDBOOK §1.4, §12.1): the order, when it is to be brought, and a label for each item. Dates
 * are `YYYY-MM-DD` in Asia/Shanghai; null prints as a dash or as a line to write on.
 */
export interface OrderFormContent {
  madeOn: string;
  orders: FormOrder[];
}

export interface FormOrder {
  /** Null for a draft, which has no labels. */
  number: string | null;
  /** Of the number, as an SVG document. */
  qrSvg: string | null;
  service: OrderedService;
  site: 'lab' | 'onsite';
  siteAddress: string | null;
  returnMode: 'pickup' | 'express';
  submittedOn: string | null;
  requestedOn: string | null;
  isUrgent: boolean;
  agreesToSubcontract: boolean;
  totalFen: number | null;
  remark: string | null;
  laboratory: { name: string; nameEn: string | null; address: string | null; phone: string | null };
  client: { name: string; uscc: string | null; address: string | null };
  addresseeName: string | null;
  /** Phone masked unless somebody said why it is needed. */
  contact: { name: string; phone: string | null };
  /** 预约: null until a time was agreed on. */
  appointment: { onDay: string; fromTime: string | null; toTime: string | null } | null;
  items: FormItem[];
}

export interface FormItem {
  position: number;
  /** What the sample will be called when it has come: order and position; null for a draft. */
  labelNo: string | null;
  qrSvg: string | null;
  name: string;
  modelSpec: string | null;
  /** 出厂编号 of an instrument. */
  serialNo: string | null;
  measuringRange: string | null;
  request: string | null;
  sample: Sample | null;
  test: TestTerms | null;
}
