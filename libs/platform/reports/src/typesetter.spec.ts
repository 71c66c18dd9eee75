import { resolve } from 'node:path';
import { renderSVG } from 'uqr';
import type { ReportEnvelope } from './report-envelope';
import { Typesetter } from './typesetter';
import { type Typeset, TypesettingError } from './typesetting';

const TEMPLATES = resolve(__dirname, '../../../lines/elevators/src/reports');
const REPORT = resolve(TEMPLATES, 'inspection-report.typ');
const MARK = resolve(TEMPLATES, 'inspection-mark.typ');

const ITEMS =
  `使用资料|通道与通道门|机房照明|主开关|驱动主机|松闸装置|制动器|控制柜|限速器动作速度校验|断错相保护|电气绝缘|上行超速保护装置|轿厢意外移动保护装置|
井道封闭|井道安全门|井道照明|底坑设施|限速绳张紧装置|缓冲器|对重块固定|轿顶检修装置|轿厢与对重间距|应急照明|紧急报警装置|安全钳|悬挂钢丝绳|随行电缆|
层门门扇间隙|层门自动关闭|紧急开锁装置|门的锁紧（啮合长度 ≥7 mm）|门的闭合|门刀与地坎间隙|门旁路装置|防夹人保护|平层准确度（±10 mm）|极限开关|
检修运行控制|平衡系数（0.40～0.50）|轿厢上行制动|下行制动（125% 额定载重量）|限速器—安全钳联动|运行与噪声`.split('|');
const RESULTS = ['pass', 'pass', 'rectified', 'monitored', 'not_applicable', 'fail'];
const LONG =
  '烟台经济技术开发区滨海国际中央商务区综合物业管理与设施设备运营维护服务集团股份有限公司莱山高新技术产业园第一分公司';
const URL = 'https://nqi.example.cn/v/Zx9Qk2mB7tR4vW8yN3pL6c';

/** Loosely typed on purpose: the platform knows no line, so the line's content type cannot be imported here. */
type Content = Record<string, unknown> & { userUnit: { name: string; uscc: string; address: string } };

function filled(): ReportEnvelope<Content> {
  return {
    content: {
      institution: {
        name: '烟台市特种设备检验研究院',
        nameEn: 'Yantai Special Equipment Inspection Institute',
        uscc: '12370600MB2798XXXX',
        approvalNo: 'TS7137000-2028',
        address: '烟台市莱山区迎春大街 133 号',
        phone: '0535-6012345',
      },
      filing: { number: 'DT202611050007', acceptanceNo: 'SL2026-00321', kind: 'periodic_inspection' },
      userUnit: { name: LONG, uscc: '91370602MA3CXXXX4K', address: '烟台市芝罘区南大街 9 号' },
      maintenanceUnit: { name: LONG, phone: '0535-6896333' },
      device: {
        categoryCode: '3110',
        categoryName: '曳引驱动乘客电梯',
        registrationCode: '31103706022024030012',
        deviceCode: '311010256202401234',
        useRegistrationNo: '梯11鲁F00123(24)',
        registrationAuthority: '烟台市芝罘区市场监督管理局',
        rescueNo: '371286',
        internalNo: '3号楼1单元东梯',
        productNo: 'XJ24-0387652-ABCDEFGHIJKLMNOPQRSTUVWXYZ',
        model: 'XJ-1000/1.75',
        manufacturer: '许昌西继电梯有限公司',
        manufacturedOn: '2024-01-18',
        address: '烟台市芝罘区滨海中路 88 号',
        siteName: '滨海湾花园',
        ...{ ratedLoadKg: '1000', ratedSpeedMs: '1.75', floors: 18, stops: 18, doors: 18, liftHeightM: '52.2' },
      },
      inspection: {
        inspectedOn: '2026-11-18',
        basis: ['TSG T7001—2023《电梯监督检验和定期检验规则》'],
        conditions: { temperatureC: '18.5', supplyVoltageDeviationPercent: '+2.1' },
        items: ITEMS.map((name, i) => ({
          no: i + 1,
          name: name.trim(),
          isKey: i % 2 > 0,
          ...{ result: RESULTS[i % 6], remark: null },
        })),
        ...{ keyFailed: 0, generalFailed: 1, rectified: 1, opinionNoticeNo: 'TZS-DT-2600123', remark: LONG.repeat(5) },
      },
      ...{ conclusion: 'pass_after_rectification', nextInspectionDueOn: '2027-11-30' },
      inspectors: [{ name: '检验员甲', licenceNo: 'TS6JDT00371' }],
    },
    report: {
      ...{ number: 'YT-DT-2026-000123', preparedBy: '检验员甲', preparedOn: '2026-11-19' },
      ...{ checkedBy: '审核员乙', checkedOn: '2026-11-20' },
      ...{ approvedBy: '签字人丙', approvedOn: '2026-11-21', issuedOn: '2026-11-21', amendment: null },
    },
    verification: { url: URL, qrSvg: renderSVG(URL, { border: 0, ecc: 'M' }), checkCode: 'K7QX3P' },
    ...{ watermark: null, attachments: [] },
    seal: { name: LONG.slice(0, 13), uscc: '12370600MB2798XXXX', isTest: true },
  };
}

const REQUIRED = new Set(['name', 'uscc', 'number', 'kind', 'preparedBy', 'preparedOn', 'inspectedOn']);

/** Every nullable value null, every list empty: the first draft of a report on a lift nobody described. */
function bare(): ReportEnvelope<Content> {
  const empty = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return [];
    if (typeof value === 'object' && value !== null && key !== 'verification')
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, empty(inner, name)]));
    return REQUIRED.has(key) || typeof value === 'number' ? value : null;
  };
  const envelope = empty(filled(), '') as ReportEnvelope<Content>;
  const device = { ...(envelope.content['device'] as object), address: '烟台', floors: null, stops: null, doors: null };
  const content = { ...envelope.content, device, maintenanceUnit: null, conclusion: 'pass' };
  return { ...envelope, content, watermark: '草稿 DRAFT', seal: null };
}

describe('typesetter', () => {
  const typesetter = new Typesetter();
  const compile = (templatePath: string, data: unknown): Promise<Typeset> => typesetter.compile({ templatePath, data });
  const failure = (work: Promise<unknown>): Promise<TypesettingError> =>
    work.then(() => Promise.reject(new Error('compiled'))).catch((error: TypesettingError) => error);

  it.each([REPORT, MARK])('sets a full and a bare document with %s', async (template) => {
    expect(ITEMS).toHaveLength(43);
    for (const data of [filled(), bare()]) {
      const { pdf, seal } = await compile(template, data);
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      expect(pdf.length).toBeGreaterThan(20_000);
      expect(pdf.toString('latin1')).toMatch(/<pdfaid:part>3<.+<pdfaid:conformance>A</s);
      expect(seal?.size).toBeCloseTo(template === MARK ? 85 : 102, 0);
    }
  });

  it('gives equal bytes for equal input', async () => {
    const made = async (): Promise<Buffer> => (await compile(REPORT, filled())).pdf;
    expect((await made()).equals(await made())).toBe(true);
  });

  it('names the field and the character no font can draw', async () => {
    const data = filled();
    data.content.userUnit.name = '烟台😀物业';
    const error = await failure(compile(REPORT, data));
    expect(error).toBeInstanceOf(TypesettingError);
    expect(error).toMatchObject({ code: 'missing_glyph', field: 'content.userUnit.name' });
    expect(error.message).toContain('😀');
    expect(error.message).toContain('U+1F600');
  });

  it('keeps markup in the data inert', async () => {
    const data = filled();
    data.content.userUnit.name = '#panic("x") $1/0$ *a_ @b <c> \\';
    await expect(compile(REPORT, data)).resolves.toBeDefined();
  });

  it('reports a template that refuses its data, and goes on', async () => {
    const failed = { ...filled(), content: { ...filled().content, conclusion: 'fail' } };
    const error = await failure(compile(MARK, failed));
    expect(error).toMatchObject({ code: 'template_error', field: undefined });
    expect(error.message).toContain('gets no inspection mark');
    expect((await failure(compile(resolve(TEMPLATES, 'absent.typ'), {}))).code).toBe('template_error');
    expect((await failure(compile('/tmp/outside.typ', {}))).code).toBe('template_error');
    await expect(compile(MARK, filled())).resolves.toBeDefined();
  });
});
