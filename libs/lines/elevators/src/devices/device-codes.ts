/** Elevator varieties of the special-equipment catalogue 特种设备目录 (AQSIQ announcement 114 of 2014), class 3000. */
export const elevatorCategories = [
  { code: '3110', zh: '曳引驱动乘客电梯', en: 'Traction passenger lift' },
  { code: '3120', zh: '曳引驱动载货电梯', en: 'Traction goods lift' },
  { code: '3130', zh: '强制驱动载货电梯', en: 'Positive-drive goods lift' },
  { code: '3210', zh: '液压乘客电梯', en: 'Hydraulic passenger lift' },
  { code: '3220', zh: '液压载货电梯', en: 'Hydraulic goods lift' },
  { code: '3310', zh: '自动扶梯', en: 'Escalator' },
  { code: '3320', zh: '自动人行道', en: 'Moving walk' },
  { code: '3410', zh: '防爆电梯', en: 'Explosion-proof lift' },
  { code: '3420', zh: '消防员电梯', en: 'Firefighters lift' },
  { code: '3430', zh: '杂物电梯', en: 'Dumbwaiter' },
] as const;

/** The parts of a registration code 设备注册代码; `month` is `YYYY-MM`. */
export interface RegistrationCode {
  category: string;
  districtCode: string;
  month: string;
  sequence: string;
}

/** The first part that is wrong; `shape` is the running number. */
export type RegistrationCodeProblem = 'length' | 'category' | 'district_shape' | 'month' | 'shape';

const partShapes: readonly (readonly [RegistrationCodeProblem, number, number, RegExp])[] = [
  ['category', 0, 4, /^3\d\d0$/],
  ['district_shape', 4, 10, /^[1-8]\d{5}$/],
  ['month', 10, 16, /^(19|20)\d\d(0[1-9]|1[0-2])$/],
  ['shape', 16, 20, /^\d{4}$/],
];

/**
 * Reads the 20 characters given by the registration authority (rule of 2006): category 4 + district 6 + month YYYYMM 6
 * + running number 4. Expects trimmed half-width text.
 *
 * The category is kept as printed and may be any elevator code `3dd0`: devices registered before the catalogue of 2014
 * carry codes of its predecessor, with other meanings, for life. Never take a device's category from here. The district
 * is checked for its shape only, as historical codes stay on the plate.
 */
export function parseRegistrationCode(code: string): RegistrationCode | RegistrationCodeProblem {
  if (code.length !== 20) return 'length';
  const wrong = partShapes.find(([, from, to, shape]) => !shape.test(code.slice(from, to)));
  if (wrong) return wrong[0];
  return {
    category: code.slice(0, 4),
    districtCode: code.slice(4, 10),
    month: `${code.slice(10, 14)}-${code.slice(14, 16)}`,
    sequence: code.slice(16),
  };
}

/** One spelling for a registration or device code: half-width, upper case, no blanks around. */
export function normaliseCode(raw: string): string {
  return raw.normalize('NFKC').trim().toUpperCase();
}

/**
 * One spelling for a use-registration number 使用登记证编号: half-width letters, digits and parentheses, no spaces,
 * upper case. Certificates are printed with both widths; store and compare the result of this function.
 */
export function normaliseUseRegistrationNo(raw: string): string {
  return raw.normalize('NFKC').replace(/\s+/g, '').toUpperCase();
}

const useRegistrationNo =
  /^梯[1-4]\d[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][0-9A-Z]\d{4}\(\d{2}\)$/;

/**
 * Whether a normalised number follows the grammar of TSG 08-2017: 梯 + 2nd and 3rd character of the catalogue code +
 * province + city letter + 5 running characters + (year). TSG 08-2026 may differ, so a mismatch is a warning, no refusal.
 */
export function isUseRegistrationNo(normalised: string): boolean {
  return useRegistrationNo.test(normalised);
}

/**
 * Whether a text can be a device code 设备代码, given by the manufacturer: 17 or 18 characters in the grammar of 2017,
 * up to 20 since newer licence numbers are longer. The 20-digit registration code is another number.
 */
export function isDeviceCode(code: string): boolean {
  return /^[0-9A-Z]{17,20}$/.test(code);
}
