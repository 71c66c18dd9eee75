/** A unit and the power, factor and zero by which it is its quantity's SI unit: SI = value × factor + zero. */
export interface Unit {
  readonly symbol: string;
  readonly quantity: Quantity;
  /** A decimal, or a quotient of two decimals such as `1/3.6`. Source: SI Brochure 9th edition; GB 3100-1993. */
  readonly factor: string;
  /** Only where the scale's zero is not the SI unit's: degrees Celsius. */
  readonly zero?: string;
}

/**
 * Quantity → its SI unit (the conventional one where SI has none: %RH, HRC, pH, dB), then the others as `symbol or other spellings: factor [+ zero]`.
 */
const TABLE = {
  length: ['m', 'km:1000', 'dm:0.1', 'cm:0.01', 'mm:0.001', 'μm|um|micron:1e-6', 'nm:1e-9', 'in:0.0254', 'ft:0.3048'],
  area: ['m2|m²|m^2', 'cm2|cm²|cm^2:1e-4', 'mm2|mm²|mm^2:1e-6'],
  volume: ['m3|m³|m^3', 'L|l:0.001', 'mL|ml:1e-6', 'μL|uL|ul:1e-9', 'cm3|cm³|cm^3:1e-6', 'mm3|mm³|mm^3:1e-9'],
  mass: ['kg', 't:1000', 'g:0.001', 'mg:1e-6', 'μg|ug:1e-9', 'lb|lbs:0.45359237', 'ct:0.0002'],
  // Mass concentrations, too.
  density: [
    ...['kg/m3|kg/m³|kg/m^3', 'g/cm3|g/cm³|g/cm^3:1000', 'g/L:1', 'mg/L|mg/l:0.001', 'μg/L|ug/L:1e-6'],
    ...['mg/m3|mg/m³:1e-6', 'μg/m3|μg/m³|ug/m3:1e-9'],
  ],
  time: ['s', 'h:3600', 'min:60', 'ms:0.001', 'μs|us:1e-6', 'ns:1e-9', 'd:86400'],
  speed: ['m/s', 'km/h:1/3.6', 'mm/s:0.001', 'm/min:1/60', 'ft/min|fpm:0.3048/60'],
  acceleration: ['m/s2|m/s²|m/s^2', 'gn:9.80665'],
  frequency: ['Hz', 'kHz:1000', 'MHz:1e6', 'GHz:1e9'],
  rotational_speed: ['r/s', 'r/min|rpm:1/60'],
  angle: ['rad', 'mrad:0.001', '°|deg:3.14159265358979323846264338327950288/180'],
  temperature: ['K', '°C|degC:1+273.15'],
  force: ['N', 'kN:1000', 'MN:1e6', 'mN:0.001', 'kgf:9.80665'],
  torque: ['N·m|N.m|Nm', 'mN·m|mN.m:0.001', 'kN·m|kN.m:1000'],
  pressure: [
    ...['Pa', 'kPa:1000', 'MPa:1e6', 'hPa:100', 'bar:100000', 'mbar:100', 'atm:101325', 'kgf/cm2|kgf/cm²:98066.5'],
    ...['mmHg:133.322', 'mmH2O:9.80665', 'psi:6894.757293168361'],
  ],
  energy: ['J', 'kJ:1000', 'MJ:1e6', 'kW·h|kWh:3600000', 'eV:1.602176634e-19', 'keV:1.602176634e-16'],
  power: ['W', 'kW:1000', 'MW:1e6', 'mW:0.001', 'μW|uW:1e-6'],
  voltage: ['V', 'kV:1000', 'mV:0.001', 'μV|uV:1e-6'],
  current: ['A', 'kA:1000', 'mA:0.001', 'μA|uA:1e-6', 'nA:1e-9'],
  resistance: ['Ω|ohm', 'kΩ|kohm:1000', 'MΩ|Mohm:1e6', 'GΩ|Gohm:1e9', 'mΩ|mohm:0.001'],
  capacitance: ['F', 'μF|uF:1e-6', 'nF:1e-9', 'pF:1e-12'],
  inductance: ['H', 'mH:0.001', 'μH|uH:1e-6'],
  magnetic_flux_density: ['T', 'mT:0.001', 'μT|uT:1e-6'],
  flow_rate: ['m3/s|m³/s', 'm3/h|m³/h:1/3600', 'L/h:1/3600000', 'L/min:1/60000', 'mL/min:1/60000000'],
  illuminance: ['lx'],
  ratio: ['1', '%:0.01', '‰:0.001', 'ppm|μmol/mol|umol/mol|mg/kg:1e-6', 'ppb|nmol/mol|μg/kg:1e-9'],
  relative_humidity: ['%RH'],
  level: ['dB', 'dB(A):1'],
  ph: ['pH'],
  hardness_rockwell_c: ['HRC'],
  hardness_brinell: ['HBW'],
  conductivity: ['S/m', 'μS/cm|uS/cm:0.0001', 'mS/cm:0.1'],
  viscosity: ['Pa·s|Pa.s', 'mPa·s|mPa.s:0.001'],
  absorbed_dose: ['Gy', 'mGy:0.001', 'μGy|uGy:1e-6'],
  dose_equivalent: ['Sv', 'mSv:0.001', 'μSv|uSv:1e-6'],
  activity: ['Bq', 'kBq:1000', 'MBq:1e6', 'GBq:1e9'],
} as const;

/** What can be measured here. */
export type Quantity = keyof typeof TABLE;
export const quantities = Object.keys(TABLE) as Quantity[];

/** Spellings that look alike are one: µ and μ, Ω and Ω, ℃ and °C, full-width letters. */
export function normaliseSymbol(raw: string): string {
  return raw.normalize('NFKC').replaceAll(/\s/g, '');
}

/** Every spelling with its unit; the first spelling of a unit is its symbol, the first unit of a quantity the SI unit. */
export const units: ReadonlyMap<string, Unit> = new Map(
  quantities.flatMap((quantity) => TABLE[quantity].flatMap((line) => spellingsOf(line, quantity))),
);

function spellingsOf(line: string, quantity: Quantity): [string, Unit][] {
  const [names = '', conversion = '1'] = line.split(/(?<=.):/);
  const [factor = '1', zero] = conversion.split(/(?<!e)\+/);
  const spellings = names.split('|').map(normaliseSymbol);
  const [symbol = ''] = names.split('|');
  const unit: Unit = { symbol, quantity, factor, ...(zero && { zero }) };
  return [...new Set(spellings)].map((spelling) => [spelling, unit]);
}

/** The SI unit of a quantity, for example `Pa`. */
export function siUnitOf(quantity: Quantity): string {
  return TABLE[quantity][0].split(/[|:]/)[0] ?? '';
}
