import { newId } from '@nqi/shared/ids';
import { indexTerms } from '@nqi/shared/text';
import { Decimal } from '@nqi/shared/units';
import type { Client } from 'pg';
import { rangeInSi, withDefaults } from '../../libs/lines/metrology/src/capabilities/capability-facts';

/** 64 laboratories, each with 25 kinds of instruments in 13 ranges: 20,800 rows. */
const LABORATORIES = 64;
const STEPS = ['1', '1.6', '2.5', '4', '6', '10', '16', '25', '40', '60', '100', '160', '250'];
const DISTRICTS = ['370602', '370611', '370612', '370613', '370614', '370681', '370682'];

/** Instrument, method, unit, and the upper limit of the smallest range. */
type Kind = readonly [instrument: string, method: string, unit: string, high: string];
export const KINDS: readonly Kind[] = [
  ['弹性元件式一般压力表', 'JJG 52-2013', 'MPa', '0.4'],
  ['弹性元件式精密压力表', 'JJG 49-2013', 'MPa', '0.4'],
  ['数字压力计', 'JJG 875-2019', 'MPa', '0.1'],
  ['压力变送器', 'JJG 882-2019', 'MPa', '0.1'],
  ['血压计', 'JJG 270-2008', 'mmHg', '40'],
  ['通用卡尺', 'JJG 30-2012', 'mm', '100'],
  ['千分尺', 'JJG 21-2008', 'mm', '25'],
  ['指示表', 'JJG 34-2022', 'mm', '1'],
  ['坐标测量机', 'JJF 1064-2010', 'mm', '300'],
  ['量块', 'JJG 146-2011', 'mm', '10'],
  ['砝码', 'JJG 99-2022', 'g', '100'],
  ['电子天平', 'JJF 1847-2020', 'g', '200'],
  ['数字指示秤', 'JJG 539-2016', 'kg', '30'],
  ['热电偶', 'JJF 1637-2017', '°C', '300'],
  ['热电阻', 'JJG 229-2010', '°C', '50'],
  ['温度变送器', 'JJF 1183-2007', '°C', '100'],
  ['数字多用表', 'JJF 1587-2016', 'V', '10'],
  ['直流电阻箱', 'JJG 982-2003', 'Ω', '1000'],
  ['电流表', 'JJG 124-2005', 'A', '0.1'],
  ['频率计', 'JJG 349-2014', 'kHz', '10'],
  ['扭矩扳子', 'JJG 707-2014', 'N·m', '10'],
  ['测力仪', 'JJG 455-2000', 'kN', '1'],
  ['转速表', 'JJG 105-2019', 'r/min', '1000'],
  ['流量计', 'JJG 1033', 'm3/h', '10'],
  ['功率表', 'JJG 124-2005', 'W', '100'],
];

/** Fills the scopes of all laboratories of a province; once. */
export async function fillCapabilities(db: Client): Promise<void> {
  const ids = Array.from({ length: LABORATORIES }, () => newId());
  await db.query(
    `INSERT INTO organisations (id, name, capabilities, district_code, created_at, updated_at)
     SELECT id, 'bench laboratory ' || no, '{institution}', ($2::text[])[1 + no % cardinality($2::text[])], now(), now()
     FROM unnest($1::uuid[]) WITH ORDINALITY AS laboratory (id, no)`,
    [ids, DISTRICTS],
  );
  for (const [at, laboratoryId] of ids.entries()) {
    await db.query(
      'INSERT INTO metrology_capabilities SELECT * FROM jsonb_populate_recordset(NULL::metrology_capabilities, $1)',
      [JSON.stringify(scopeOf(at, laboratoryId))],
    );
  }
  await db.query('VACUUM ANALYZE metrology_capabilities, organisations');
}

function scopeOf(at: number, laboratoryId: string): object[] {
  return KINDS.flatMap((kind, kindNo) => STEPS.map((_, step) => capability({ at, kindNo, step }, kind, laboratoryId)));
}

function capability(
  { at, kindNo, step }: { at: number; kindNo: number; step: number },
  [instrument, methodNo, unit, smallest]: Kind,
  laboratoryId: string,
): object {
  const high = new Decimal(smallest).times(STEPS[step]);
  const validity = { validFrom: `202${at % 6}-01-01`, validTo: `203${at % 5}-12-31` };
  const stated = withDefaults({
    ...{ instrument, methodNo, rangeLow: '0', rangeHigh: high.toFixed(), rangeUnit: unit, uUnit: unit, ...validity },
    ...{
      uConstant: high
        .times(1 + ((at * 7 + step) % 9))
        .div(20_000)
        .toFixed(),
      uProportional: `0.000${1 + ((at + step) % 9)}`,
    },
  });
  const row = {
    ...{ id: newId(), laboratoryId, state: at % 25 === 24 ? 'suspended' : 'active', ...stated, ...rangeInSi(stated) },
    ...{ service: (at + kindNo) % 3 === 0 ? 'verification' : 'calibration', scopeSource: 'cnas' },
    ...{ accreditationNo: `CNAS B${at}`, priceFen: 3_000 + ((at * 131 + kindNo * 17 + step) % 97) * 100 },
    ...{ promisedDays: 2 + ((at + step) % 14), searchTerms: indexTerms(instrument, methodNo), version: 1 },
    ...{ createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z' },
  };
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [snakeCase(name), value]));
}

function snakeCase(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}
