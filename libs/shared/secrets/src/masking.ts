const MOBILE = /^1\d{10}$/;

/** `138****5678`; of a landline `0535-6000004` the area and the last three digits: `0535-****004`. */
export function maskPhone(phone: string): string {
  if (MOBILE.test(phone)) return `${phone.slice(0, 3)}****${phone.slice(7)}`;
  const [, area, number] = /^(0\d{2,3}-?)(\d{7,8})/.exec(phone) ?? [];
  if (!area || !number) return '****';
  return `${area}${'*'.repeat(number.length - 3)}${number.slice(-3)}`;
}

/** `370602********0017`. */
export function maskIdNumber(idNumber: string): string {
  return /^\d{17}[\dX]$/.test(idNumber) ? `${idNumber.slice(0, 6)}********${idNumber.slice(14)}` : '****';
}
