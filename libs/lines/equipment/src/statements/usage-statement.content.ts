/**
 * The snapshot a usage statement 设备使用记录单 is set from. Days are `YYYY-MM-DD`, times `YYYY-MM-DD HH:MM`, both in
 * Asia/Shanghai; money is yuan as a decimal string; null prints as a dash.
 */
export interface UsageStatementContent {
  institution: StatementProvider;
  booking: {
    number: string;
    mode: 'by_time' | 'by_time_assisted' | 'by_sample';
    purpose: string;
    userClass: 'internal' | 'partner' | 'external' | 'sme';
    bookedFrom: string;
    bookedTo: string;
  };
  user: {
    name: string;
    uscc: string | null;
    address: string | null;
    contact: string | null;
    contactPhone: string | null;
  };
  uses: StatementUse[];
  /** Null where nothing was sent in. */
  samples: { count: number; note: string | null; return: 'returned' | 'disposed' | null } | null;
  /** Null where nothing hazardous was declared. */
  hazardNote: string | null;
  resultNote: string | null;
  lines: StatementLine[];
  totalYuan: string;
  /** Free, or settled within the provider's house: no bill follows. */
  isOwed: boolean;
}

export interface StatementProvider {
  name: string;
  nameEn: string | null;
  uscc: string | null;
  address: string | null;
  phone: string | null;
}

/** The use of one piece of equipment. */
export interface StatementUse {
  innerNo: string;
  name: string;
  nameEn: string | null;
  model: string | null;
  manufacturer: string | null;
  address: string;
  startedAt: string;
  endedAt: string;
  minutes: number;
  overrunMinutes: number;
}

export interface StatementLine {
  labelZh: string;
  labelEn: string;
  quantity: number;
  unitYuan: string;
  amountYuan: string;
}
