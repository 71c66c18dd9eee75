import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { renderSVG } from 'uqr';
import { Typesetter } from './typesetter';

const LINES = resolve(__dirname, '../../../lines');
const LONG =
  '烟台经济技术开发区滨海国际中央商务区综合物业管理与设施设备运营维护服务集团股份有限公司莱山高新技术产业园第一分公司';
const LONG_EN =
  'Yantai Economic and Technological Development Area Property Management Group Co., Ltd. (Laishan Branch)';
const URL = 'https://nqi.example.cn/v/Zx9Qk2mB7tR4vW8yN3pL6cHh2Kq9Zx9Q';

/** What every document is set from; without a seal, whose letters lie across each other. */
const envelope = (content: object): object => ({
  content: { ...content },
  report: {
    ...{ number: 'YT-2026-000123', preparedBy: '编制员甲', preparedOn: '2026-11-19', checkedBy: '审核员乙' },
    ...{ checkedOn: '2026-11-20', approvedBy: '签字人丙', approvedOn: '2026-11-21', issuedOn: '2026-11-21' },
    amendment: null,
  },
  verification: { url: URL, qrSvg: renderSVG(URL, { border: 0, ecc: 'M' }), checkCode: 'K7QX3P' },
  ...{ watermark: null, seal: null, attachments: [] },
});

const INSTITUTION = {
  ...{ name: LONG, nameEn: LONG_EN, uscc: '12370600MB2798112X', approvalNo: 'TS7137000-2028' },
  ...{ address: '烟台市莱山区迎春大街133号', phone: '0535-6012345' },
};

const inspection = (remarks: readonly string[]): object =>
  envelope({
    institution: INSTITUTION,
    filing: { number: 'DT202611050007', acceptanceNo: null, kind: 'periodic_inspection' },
    userUnit: { name: LONG, uscc: null, address: null },
    maintenanceUnit: { name: LONG, phone: '0535-6896333' },
    device: {
      ...{ categoryCode: '3110', categoryName: '曳引驱动乘客电梯', registrationCode: '31103706022024030012' },
      ...{ deviceCode: null, useRegistrationNo: '梯11鲁F00123(24)', internalNo: '3号楼1单元东梯', productNo: null },
      ...{ model: null, manufacturer: null, manufacturedOn: null, address: LONG, siteName: LONG, rescueNo: '371286' },
      ...{ ratedLoadKg: '1000', ratedSpeedMs: '1.75', floors: 18, stops: 18, doors: 18, liftHeightM: '52.20' },
    },
    inspection: {
      ...{ inspectedOn: '2026-11-18', basis: ['TSG T7001—2023'], keyFailed: 0, generalFailed: 0, rectified: 0 },
      conditions: { temperatureC: '18.5', supplyVoltageDeviationPercent: '+2.1' },
      items: remarks.map((remark, i) => ({ no: i + 1, name: '制动器', isKey: true, result: 'pass', remark })),
      ...{ opinionNoticeNo: null, remark: null },
    },
    ...{ conclusion: 'pass', nextInspectionDueOn: '2027-11-30' },
    inspectors: [{ name: '检验员甲', licenceNo: 'TS6JDT00371' }],
  });

const testReport = (parameters: readonly string[]): object =>
  envelope({
    laboratory: { ...INSTITUTION, badge: { title: '检验检测机构资质认定 CMA', number: '241520345678' } },
    ...{ order: { number: 'JL-2026-000008', sampleNo: 'JL-2026-000008-01' }, client: { name: LONG, address: LONG } },
    sample: {
      ...{ name: '螺栓', modelSpec: null, manufacturer: null, batchNo: null, quantity: '8 件', trademark: null },
      ...{ producedOn: null, appearance: null },
    },
    terms: { parameters: ['硬度'], remainder: 'return', copies: 0 },
    basis: [{ number: 'GB/T 230.1-2018', title: '金属材料 洛氏硬度试验', status: 'current', replacedBy: [] }],
    judgement: [{ number: 'GB/T 3098.1-2010', title: '紧固件机械性能', status: 'current', replacedBy: [] }],
    work: {
      ...{ receivedOn: '2026-03-01', condition: '完好', startedOn: '2026-03-02', performedOn: '2026-03-06' },
      ...{ place: '本所', temperatureC: '23.0', humidityPercent: '50', otherConditions: null, deviations: null },
    },
    rows: parameters.map((parameter) => ({
      ...{ parameter, unit: 'HRC', requirement: '22～32', result: '27.0', verdict: 'pass', method: 'GB/T 230.1-2018' },
      ...{ subcontractor: '他所', outOfScope: 'not_approved', accreditationNo: null },
      uncertainty: { value: '1.0', k: '2' },
    })),
    ...{ conclusion: 'pass', decisionRule: 'guard_band', failed: [], remark: null },
  });

interface Word extends Record<'page' | 'left' | 'top' | 'right' | 'bottom', number> {
  text: string;
}

function wordsOf(pdf: Buffer): Word[] {
  const drawn = execFileSync('pdftotext', ['-q', '-bbox', '-', '-'], { input: pdf, encoding: 'utf8' });
  const pages = drawn.split('<page ').slice(1);
  const word = /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<\/word>/g;
  return pages.flatMap((text, page) =>
    [...text.matchAll(word)].map(([, left, top, right, bottom, said = '']) => ({
      ...{ page, text: said, left: Number(left), top: Number(top), right: Number(right), bottom: Number(bottom) },
    })),
  );
}

/** Pairs of words that lie on each other; boxes hold more than letters, those of punctuation twice as much. */
function overlapping(words: readonly Word[]): string[] {
  return words.flatMap((one, index) =>
    words.slice(index + 1).flatMap((other) => {
      const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const least = 0.45 * Math.min(one.bottom - one.top, other.bottom - other.top);
      return one.page === other.page && wide > 5 && high > least ? [`${one.text} × ${other.text}`] : [];
    }),
  );
}

describe('the look of a report', () => {
  const typesetter = new Typesetter();
  const set = async (template: string, data: object): Promise<Word[]> =>
    wordsOf((await typesetter.compile({ templatePath: resolve(LINES, template), data })).pdf);
  const REPORT = 'elevators/src/reports/inspection-report.typ';
  const TEST_REPORT = 'metrology/src/testing/test-report.typ';

  it.each([REPORT, 'elevators/src/reports/inspection-mark.typ', TEST_REPORT])(
    'lays no word on another in %s, however long the names',
    async (template) => {
      const data = template === TEST_REPORT ? testReport(['洛氏硬度']) : inspection([LONG, '无']);
      const words = await set(template, data);
      expect(words.map(({ text }) => text)).toContain('K7QX3P');
      expect(overlapping(words)).toEqual([]);
    },
  );

  it('loses no row of a table, whatever is written in it', async () => {
    for (const rows of [8, 10]) {
      const words = await set(REPORT, inspection(Array.from({ length: rows }, () => `${LONG.repeat(5)}终`)));
      expect(words.filter(({ text }) => text.includes('终'))).toHaveLength(rows);
      expect(Math.max(...words.map(({ bottom }) => bottom))).toBeLessThan(842);
    }
  });

  it('puts the marks of a row beside its name, never on a line of their own', async () => {
    const words = await set(TEST_REPORT, testReport(Array.from({ length: 12 }, (_, i) => '硬'.repeat(i + 4))));
    const marks = words.filter(({ text }) => text.endsWith('※△'));
    expect(marks).toHaveLength(12);
    for (const mark of marks) {
      const beside = words.filter(({ page, top, right }) => {
        return page === mark.page && Math.abs(top - mark.top) < 4 && right <= mark.left && right > mark.left - 8;
      });
      expect(mark.text.startsWith('硬') || beside.some(({ text }) => text.includes('硬'))).toBe(true);
    }
  });

  it('never ends with a page that holds the end mark alone', async () => {
    for (const rows of [1, 2, 3, 27, 28, 29]) {
      const words = await set(TEST_REPORT, testReport(Array.from({ length: rows }, () => '洛氏硬度')));
      const last = words.filter(({ page, top }) => page === words.at(-1)?.page && top > 100 && top < 780);
      expect(last.some(({ text }) => text.includes('以下空白'))).toBe(true);
      expect(last.length).toBeGreaterThan(3);
    }
  });
});
