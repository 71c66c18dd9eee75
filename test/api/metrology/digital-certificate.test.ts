import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { CertificateContent } from '../../../libs/lines/metrology/src/certificates/certificate.content';
import { statementsOf } from '../../../libs/lines/metrology/src/certificates/certificate-statements';
import { writeDigitalCertificate } from '../../../libs/lines/metrology/src/dcc/digital-certificate';
import { blankRow, type ResultRow } from '../../../libs/lines/metrology/src/results/result-row';
import { DCC_SCHEMAS, hasDccSchemas, schemaErrors } from '../../support/dcc';

type Amendment = NonNullable<Parameters<typeof writeDigitalCertificate>[0]['report']['amendment']>;

const validated = hasDccSchemas ? it : it.skip;

const UNITS = ['MPa', 'kg', 'mm', '°C', '%', 'ppm', '%RH', 'psi', 'HRC', 'mN·m', 'μS/cm', 'kg/m³'];
/** Decimals as results have them: signed, with zeros at their end. */
const decimal = fc
  .tuple(fc.boolean(), fc.integer({ min: 0, max: 99_999 }), fc.stringMatching(/^(\.\d{1,6})?$/))
  .map(([isNegative, whole, fraction]) => `${isNegative ? '-' : ''}${whole}${fraction}`);
const size = decimal.map((value) => value.replace('-', ''));
const maybe = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(one, { nil: null });
/** What people write: markup, quotes, spaces where there should be none, but nothing that cannot be printed. */
const words = fc
  .array(fc.constantFrom(...'AbcZ09<>&;#"\'校准〈é龟 .-'), { minLength: 1, maxLength: 20 })
  .map((letters) => ` ${letters.join('')}x `);
const day = fc.integer({ min: 10, max: 28 }).map((date) => `2026-03-${date}`);

const row: fc.Arbitrary<ResultRow> = fc
  .record({
    section: fc.constantFrom('indication', 'weighing', 'eccentricity', 'own'),
    ...{ label: maybe(words), nominal: maybe(decimal), reference: maybe(decimal), indication: decimal },
    ...{ error: maybe(decimal), mpe: maybe(size), uncertainty: size, k: fc.constantFrom('2', '2.05', '3') },
    direction: fc.constantFrom('up' as const, 'down' as const, null),
    ...{ run: maybe(fc.integer({ min: 1, max: 100 })), unit: fc.constantFrom(...UNITS) },
    status: fc.constantFrom('as_found' as const, 'as_left' as const, null),
    conformity: fc.constantFrom('pass' as const, 'fail' as const, 'undetermined' as const, null),
  })
  .map((facts) => ({ ...blankRow('', ''), ...facts }));

const content: fc.Arbitrary<CertificateContent> = fc
  .record({
    ...{ name: words, address: maybe(words), phone: maybe(words), title: maybe(words), on: day, k: maybe(size) },
    ...{ results: fc.array(row, { minLength: 1, maxLength: 40 }), received: maybe(day) },
    conclusion: fc.constantFrom('pass' as const, 'fail' as const, 'undetermined' as const, null),
    service: fc.constantFrom('verification' as const, 'calibration' as const),
    ...{ isAdjusted: fc.boolean(), checks: fc.array(fc.tuple(words, fc.boolean()), { maxLength: 6 }) },
  })
  .map(({ name, address, phone, title, on, k, results, received, conclusion, service, isAdjusted, checks }) => ({
    laboratory: {
      name,
      nameEn: title,
      uscc: '',
      address,
      phone,
      badge: title ? { title, number: name, scope: name } : null,
    },
    ...{
      order: { number: 'WT1', sampleNo: 'WT1-01' },
      client: { name, address },
      method: { no: 'JJG 52-2013', title },
    },
    instrument: {
      ...{ name, modelSpec: name, serialNo: name, manufacturer: title, ledgerNo: 'JL-1', measuringRange: phone },
      ...{ accuracyClass: title, division: null, isMandatory: false },
    },
    work: {
      ...{ receivedOn: received, condition: title, performedOn: on, place: name, otherConditions: phone, isAdjusted },
      ...{ temperatureC: '20.3', humidityPercent: '52', site: isAdjusted ? ('onsite' as const) : ('lab' as const) },
    },
    standards: [
      {
        ...{ name, model: title, serialNo: name, measuringRange: name, accuracy: name, assessmentNo: phone },
        ...{ assessedUntil: received, traceabilityNo: name, traceableUntil: on },
      },
    ],
    ...{ tables: [], results, conclusion, conclusionText: service === 'verification' ? name : null, k },
    checks: checks.map(([text, isMet]) => ({ name: { zh: text, en: text }, requirement: text, found: text, isMet })),
    ...{ decisionRule: 'guard_band' as const, validUntil: null, nextCalibrationOn: received, remark: title },
    statements: statementsOf({
      ...{ service, conclusion, k, decisionRule: 'guard_band', isAdjusted, nextCalibrationOn: received },
      ...{ outsideScope: isAdjusted ? ['1.6 MPa'] : [], deviations: isAdjusted ? title : null },
    }),
  }));

/** What an amendment says of itself, in the words of a certificate. */
const amendmentOf = ({ client, laboratory }: CertificateContent): Amendment => ({
  replaces: { number: 'JZ-2026-000001', issuedOn: '2026-03-02', files: [{ document: 'dcc', sha256: 'ab'.repeat(32) }] },
  reason: client.name,
  changes: [
    { pointer: '/client/address', label: { zh: '地址', en: 'A' }, before: laboratory.phone, after: client.address },
  ],
});

const write = (one: CertificateContent, amendment: Amendment | null = null): string =>
  writeDigitalCertificate({
    ...{ content: one, verification: null, watermark: null, seal: null, attachments: [] },
    report: {
      ...{
        number: amendment ? 'JZ-2026-000001-A1' : 'JZ-2026-000001',
        preparedBy: '甲',
        preparedOn: '2026-03-01',
        checkedBy: '乙',
        checkedOn: null,
      },
      ...{ approvedBy: '丙', approvedOn: '2026-03-02', issuedOn: '2026-03-02', amendment },
    },
  });

const MEMBERS = {
  ...{ nominal: 'basic_nominalValue', reference: 'basic_referenceValue', indication: 'basic_measuredValue' },
  ...{ error: 'basic_measurementError', mpe: 'nqi_maximumPermissibleError' },
};

/** The numbers of every row of a written certificate, as a machine reads them. */
function readBack(xml: string): string[] {
  return [...xml.matchAll(/<dcc:list[ >].*?<\/dcc:list>/gs)].flatMap(([list]) => {
    const quantity = (refType: string): string =>
      list.split('<dcc:quantity ').find((one) => one.startsWith(`refType="${refType}"`)) ?? '';
    const values = (from: string, element: string): string[] =>
      new RegExp(`<si:${element}>([^<]*)<`).exec(from)?.[1]?.split(' ') ?? [];
    const columns = Object.values(MEMBERS).map((refType) => values(quantity(refType), 'valueXMLList'));
    const count = Math.max(...columns.map(({ length }) => length));
    const spread = (all: string[]): string[] => (all.length === 1 ? all.concat(Array(count - 1).fill(all[0])) : all);
    const uncertainties = ['valueExpandedMUXMLList', 'coverageFactorXMLList'].map((one) => spread(values(list, one)));
    return Array.from({ length: count }, (_, at) =>
      [...columns, ...uncertainties].map((column) => column[at] ?? '').join('|'),
    );
  });
}

describe('the certificate for machines', () => {
  validated('is valid by the schema whatever the certificate says; a bad one is not', () => {
    const samples = fc.sample(content, { numRuns: 100, seed: 7 });
    const written = samples.flatMap((one) => [write(one), write(one, amendmentOf(one))]);
    expect(schemaErrors(written).flat()).toEqual([]);
    const [bad = []] = schemaErrors([readFileSync(join(DCC_SCHEMAS, 'dcc-bad.xml'), 'utf8')]);
    expect(bad.join()).toContain('schemaVersion');
  });

  it('has every number of the results, digit by digit, and is the same each time', () => {
    fc.assert(
      fc.property(content, (one) => {
        const xml = write(one);
        const expected = one.results.map(({ nominal, reference, indication, error, mpe, uncertainty, k }) =>
          [nominal, reference, indication, error, mpe, uncertainty, k].map((value) => value ?? '').join('|'),
        );
        expect(readBack(xml).toSorted()).toEqual(expected.toSorted());
        expect(write(one)).toBe(xml);
      }),
      { numRuns: 50 },
    );
  });

  it('says units in D-SI, doubts in its own words, and who signs', () => {
    const [one] = fc.sample(content, { numRuns: 1, seed: 3 });
    if (!one) throw new Error('no sample');
    const judged = (error: string, conformity: ResultRow['conformity']): ResultRow => ({
      ...{ ...blankRow('indication', 'MPa'), nominal: '0.40', indication: '0.410', error, mpe: '0.01' },
      ...{ uncertainty: '0.0040', k: '2', conformity },
    });
    const results = [judged('0.009', 'undetermined'), judged('0.011', 'undetermined'), judged('0.02', 'fail')];
    const client = { name: 'A&S; &amp; &#65; <b>', address: null };
    const xml = write({ ...one, client, results, conclusion: 'undetermined' });
    expect(xml).toContain('<dcc:content lang="zh">A&amp;S; &amp;amp; &amp;#65; &lt;b&gt;</dcc:content>');
    expect(xml).toContain('<dcc:conformityXMLList>conditionalPass conditionalFail fail</dcc:conformityXMLList>');
    expect(xml).toContain('<dcc:conformity>conditionalFail</dcc:conformity>');
    expect(xml).toContain('<si:unitXMLList>\\mega\\pascal</si:unitXMLList>');
    expect(xml).toContain('<si:valueExpandedMUXMLList>0.0040</si:valueExpandedMUXMLList>');
    expect(xml.match(/<dcc:mainSigner>(true|false)/g)?.map((tag) => tag.split('>')[1])).toEqual([
      ...['false', 'false', 'true'],
    ]);
  });
});
