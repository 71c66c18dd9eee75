/**
 * The snapshot a periodic inspection report 电梯定期检验报告 and its inspection mark 检验标志 are set from (TSG T7001). Dates are
 * `YYYY-MM-DD` in Asia/Shanghai; quantities are decimal strings in the unit their name ends in; null prints as a dash.
 */
export interface InspectionReportContent {
  institution: InspectionInstitution;
  filing: {
    number: string;
    /** 受理编号, given by the institution. */
    acceptanceNo: string | null;
    kind: 'periodic_inspection';
  };
  /** 使用单位: bears the legal duty to have the lift inspected. `uscc` is the 统一社会信用代码 (18 characters). */
  userUnit: { name: string; uscc: string | null; address: string | null };
  /** 维保单位; `phone` is the number people trapped in the car call. */
  maintenanceUnit: { name: string; phone: string | null } | null;
  device: InspectedDevice;
  inspection: InspectionFindings;
  conclusion: InspectionConclusion;
  /** 下次检验日期; null when the lift failed. */
  nextInspectionDueOn: string | null;
  /** 检验人员 with the number of their 检验人员证. */
  inspectors: { name: string; licenceNo: string }[];
}

export interface InspectionInstitution {
  name: string;
  nameEn: string | null;
  uscc: string;
  /** 机构核准证编号. */
  approvalNo: string | null;
  address: string | null;
  phone: string | null;
}

export interface InspectedDevice {
  /** Four characters of the catalogue 特种设备目录, such as `3110`; may hold letters. */
  categoryCode: string | null;
  /** 设备品种, such as 曳引驱动乘客电梯. */
  categoryName: string | null;
  /** 设备注册代码, 20 digits, from the registration authority. */
  registrationCode: string | null;
  /** 设备代码, 17 to 20 characters, from the manufacturer. */
  deviceCode: string | null;
  /** 使用登记证编号, such as 梯11鲁F00123(24). */
  useRegistrationNo: string | null;
  /** 登记机关 that issued the use registration; shown on the mark. */
  registrationAuthority?: string | null;
  /** 单位内编号. */
  internalNo: string | null;
  /** 产品编号 (出厂编号). */
  productNo: string | null;
  model: string | null;
  manufacturer: string | null;
  manufacturedOn: string | null;
  /** 设备使用地点. */
  address: string;
  /** 楼盘 or building the lift stands in. */
  siteName: string | null;
  /** 应急救援识别码 (96333), six digits; shown on the mark. */
  rescueNo?: string | null;
  ratedLoadKg: string | null;
  ratedSpeedMs: string | null;
  /** 层、站、门: counts. */
  floors: number | null;
  stops: number | null;
  doors: number | null;
  /** 提升高度. */
  liftHeightM: string | null;
}

export interface InspectionFindings {
  inspectedOn: string;
  /** 检验依据, one document each. */
  basis: string[];
  /** Machine room temperature and deviation of the supply from its rated voltage. */
  conditions: { temperatureC: string | null; supplyVoltageDeviationPercent: string | null };
  items: InspectionItem[];
  /** Key items 关键项目 that failed. */
  keyFailed: number;
  /** General items 一般项目 that failed or run under 监护使用. */
  generalFailed: number;
  rectified: number;
  /** 检验意见通知书编号. */
  opinionNoticeNo: string | null;
  remark: string | null;
}

export interface InspectionItem {
  no: number;
  name: string;
  /** 关键项目; false for 一般项目. */
  isKey: boolean;
  result: InspectionItemResult;
  remark: string | null;
}

/** 符合, 不符合, 整改后符合, 监护使用, 无此项. Words, because the symbol △ means different things in different provinces. */
export type InspectionItemResult = 'pass' | 'fail' | 'rectified' | 'monitored' | 'not_applicable';

/** 合格, 整改后合格, 不合格. */
export type InspectionConclusion = 'pass' | 'pass_after_rectification' | 'fail';
