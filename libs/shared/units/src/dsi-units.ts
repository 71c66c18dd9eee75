import { unitOf } from './conversion';

/**
 * Unit → its D-SI expression (SmartCom D-SI 2.2: the names of the SI brochure, 9th edition, as `\prefix\name\tothe{n}`). What
 * D-SI has no name for stands behind a bar, as it asks: no machine will take it for an SI unit.
 */
const TABLE: Readonly<Record<string, string>> = {
  ...{ m: '\\metre', km: '\\kilo\\metre', dm: '\\deci\\metre', cm: '\\centi\\metre', mm: '\\milli\\metre' },
  ...{ μm: '\\micro\\metre', nm: '\\nano\\metre', in: '|in', ft: '|ft' },
  ...{ m2: '\\metre\\tothe{2}', cm2: '\\centi\\metre\\tothe{2}', mm2: '\\milli\\metre\\tothe{2}' },
  ...{ m3: '\\metre\\tothe{3}', L: '\\litre', mL: '\\milli\\litre', μL: '\\micro\\litre' },
  ...{ cm3: '\\centi\\metre\\tothe{3}', mm3: '\\milli\\metre\\tothe{3}' },
  ...{ kg: '\\kilogram', t: '\\tonne', g: '\\gram', mg: '\\milli\\gram', μg: '\\micro\\gram', lb: '|lb', ct: '|ct' },
  ...{ 'kg/m3': '\\kilogram\\per\\metre\\tothe{3}', 'g/cm3': '\\gram\\per\\centi\\metre\\tothe{3}' },
  ...{ 'g/L': '\\gram\\per\\litre', 'mg/L': '\\milli\\gram\\per\\litre', 'μg/L': '\\micro\\gram\\per\\litre' },
  ...{ 'mg/m3': '\\milli\\gram\\per\\metre\\tothe{3}', 'μg/m3': '\\micro\\gram\\per\\metre\\tothe{3}' },
  ...{ s: '\\second', h: '\\hour', min: '\\minute', ms: '\\milli\\second', μs: '\\micro\\second' },
  ...{ ns: '\\nano\\second', d: '\\day' },
  ...{ 'm/s': '\\metre\\per\\second', 'km/h': '\\kilo\\metre\\per\\hour', 'mm/s': '\\milli\\metre\\per\\second' },
  ...{ 'm/min': '\\metre\\per\\minute', 'ft/min': '|ft/min' },
  ...{ 'm/s2': '\\metre\\per\\second\\tothe{2}', gn: '|gn' },
  ...{ Hz: '\\hertz', kHz: '\\kilo\\hertz', MHz: '\\mega\\hertz', GHz: '\\giga\\hertz' },
  ...{ 'r/s': '\\one\\per\\second', 'r/min': '\\one\\per\\minute' },
  ...{ rad: '\\radian', mrad: '\\milli\\radian', '°': '\\degree' },
  ...{ K: '\\kelvin', '°C': '\\degreecelsius' },
  ...{ N: '\\newton', kN: '\\kilo\\newton', MN: '\\mega\\newton', mN: '\\milli\\newton', kgf: '|kgf' },
  ...{ 'N·m': '\\newton\\metre', 'mN·m': '\\milli\\newton\\metre', 'kN·m': '\\kilo\\newton\\metre' },
  ...{ Pa: '\\pascal', kPa: '\\kilo\\pascal', MPa: '\\mega\\pascal', hPa: '\\hecto\\pascal', bar: '\\bar' },
  ...{ mbar: '\\milli\\bar', atm: '|atm', 'kgf/cm2': '|kgf/cm2', mmHg: '\\mmHg', mmH2O: '|mmH2O', psi: '|psi' },
  ...{ J: '\\joule', kJ: '\\kilo\\joule', MJ: '\\mega\\joule', 'kW·h': '\\kilo\\watt\\hour' },
  ...{ eV: '\\electronvolt', keV: '\\kilo\\electronvolt' },
  ...{ W: '\\watt', kW: '\\kilo\\watt', MW: '\\mega\\watt', mW: '\\milli\\watt', μW: '\\micro\\watt' },
  ...{ V: '\\volt', kV: '\\kilo\\volt', mV: '\\milli\\volt', μV: '\\micro\\volt' },
  ...{ A: '\\ampere', kA: '\\kilo\\ampere', mA: '\\milli\\ampere', μA: '\\micro\\ampere', nA: '\\nano\\ampere' },
  ...{ Ω: '\\ohm', kΩ: '\\kilo\\ohm', MΩ: '\\mega\\ohm', GΩ: '\\giga\\ohm', mΩ: '\\milli\\ohm' },
  ...{ F: '\\farad', μF: '\\micro\\farad', nF: '\\nano\\farad', pF: '\\pico\\farad' },
  ...{ H: '\\henry', mH: '\\milli\\henry', μH: '\\micro\\henry' },
  ...{ T: '\\tesla', mT: '\\milli\\tesla', μT: '\\micro\\tesla' },
  ...{ 'm3/s': '\\metre\\tothe{3}\\per\\second', 'm3/h': '\\metre\\tothe{3}\\per\\hour', 'L/h': '\\litre\\per\\hour' },
  ...{ 'L/min': '\\litre\\per\\minute', 'mL/min': '\\milli\\litre\\per\\minute' },
  lx: '\\lux',
  ...{ 1: '\\one', '%': '\\percent', '‰': '|‰', ppm: '\\ppm', ppb: '|ppb' },
  '%RH': '\\percent',
  ...{ dB: '\\decibel', 'dB(A)': '|dB(A)', pH: '|pH', HRC: '|HRC', HBW: '|HBW' },
  ...{ 'S/m': '\\siemens\\per\\metre', 'μS/cm': '\\micro\\siemens\\per\\centi\\metre' },
  'mS/cm': '\\milli\\siemens\\per\\centi\\metre',
  ...{ 'Pa·s': '\\pascal\\second', 'mPa·s': '\\milli\\pascal\\second' },
  ...{ Gy: '\\gray', mGy: '\\milli\\gray', μGy: '\\micro\\gray' },
  ...{ Sv: '\\sievert', mSv: '\\milli\\sievert', μSv: '\\micro\\sievert' },
  ...{ Bq: '\\becquerel', kBq: '\\kilo\\becquerel', MBq: '\\mega\\becquerel', GBq: '\\giga\\becquerel' },
};

/**
 * The D-SI expression of a unit in any of its spellings, `\mega\pascal` for MPa; `|` and the spelling for one that nobody
 * knows.
 */
export function dsiUnitOf(spelling: string): string {
  const symbol = unitOf(spelling)?.symbol ?? spelling;
  return TABLE[symbol] ?? `|${symbol.replaceAll(/\s/g, '')}`;
}
