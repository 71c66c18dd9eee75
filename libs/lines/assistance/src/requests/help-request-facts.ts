/** What kind of help is wanted; each has its own clocks. */
export const helpTypes = ['urgent', 'consult', 'aid', 'complaint'] as const;
export type HelpType = (typeof helpTypes)[number];

/** In which order operators and experts should look at requests of the same type. */
export const priorities = ['low', 'normal', 'high'] as const;
export type Priority = (typeof priorities)[number];

/**
 * 计量 · 标准 · 认证 · 检验检测 · 特种设备 · 质量管理 · 品牌 · 知识产权 · 培训 (HANDBOOK §5.2): the category of a request and the
 * fields of an expert are the same words.
 */
export const categories = [
  ...(['metrology', 'standards', 'certification', 'testing', 'special_equipment', 'quality_management'] as const),
  ...(['brand', 'intellectual_property', 'training'] as const),
] as const;
export type Category = (typeof categories)[number];

/** At most so many experts for one request. */
export const MAX_EXPERTS = 5;
