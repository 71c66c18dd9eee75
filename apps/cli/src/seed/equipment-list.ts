import type { EquipmentService } from '@nqi/lines/equipment';

/** What a manager says of a piece of equipment. */
type Facts = Parameters<EquipmentService['create']>[1];
type Capability = NonNullable<Facts['capabilities']>[number];

export interface DemoEquipment {
  provider: 'test_centre' | 'laboratory';
  facts: Facts;
}

const WORKDAYS = [1, 2, 3, 4, 5].map((day) => ({ day, from: '08:00', to: '18:00' }));
const ALWAYS = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '00:00', to: '24:00' }));

const RULE: Facts['openRule'] = {
  ...{ weekly: WORKDAYS, slotMinutes: 30, minMinutes: 60, maxMinutes: 480, noticeHours: 2, maxDaysAhead: 60 },
  ...{ bufferBeforeMinutes: 0, bufferAfterMinutes: 30, needsApproval: true, places: 1, maxOpenBookings: 5 },
  cancelDeadlineHours: 4,
};

const PLACE = {
  test_centre: { districtCode: '370613', address: '烟台市莱山区观海路大学园区分析测试中心' },
  laboratory: { districtCode: '370611', address: '烟台市福山区高新路校准实验室' },
};

/** Prices by the hour, per sample and for an operator, in yuan; users from inside pay nothing, small enterprises half. */
function prices(hour: number, sample?: number, operator?: number): Facts['prices'] {
  const of = (share: number): Record<string, number> => ({
    perHourFen: hour * share,
    ...(sample && { perSampleFen: sample * share }),
    ...(operator && { operatorPerHourFen: operator * share }),
  });
  return { internal: of(0), partner: of(80), external: of(100), sme: of(50) };
}

type Brief = Pick<Facts, 'innerNo' | 'name' | 'specifications'> & Partial<Facts>;

function entry(provider: DemoEquipment['provider'], brief: Brief): DemoEquipment {
  const common = { unitKind: 'single', category: 'general', modes: ['by_time', 'by_time_assisted'] } as const;
  const rules = { sharingRules: '使用前签订委托协议，危险样品须事先声明；数据保存三个月。' };
  return {
    provider,
    facts: { ...common, ...rules, ...PLACE[provider], openRule: RULE, modes: [...common.modes], ...brief },
  };
}

/** Proved by a certificate. */
function measured(facts: Omit<Capability, 'evidence' | 'evidenceValidTo'>, certificate: string): Capability {
  return { ...facts, evidence: `校准证书 ${certificate}（演示）`, evidenceValidTo: '2035-12-31' };
}

const length = (high: string, uncertainty: string, certificate: string): Capability => {
  const range = { name: '三维长度测量', low: '0', high, unit: 'm', resolution: '0.1', resolutionUnit: 'um' };
  return measured({ ...range, uncertainty, uncertaintyUnit: 'um', note: '20 ℃，随长度增大' }, certificate);
};

const CMMS = [
  entry('test_centre', {
    ...{ innerNo: 'CMM-01', name: '高精度三坐标测量机', nameEn: 'High-accuracy coordinate measuring machine' },
    ...{ model: 'PRISMO 1200', manufacturer: '蔡司', origin: '德国', originalValueFen: 380_000_000 },
    specifications: '行程 1200×1800×1000 mm，MPE_E 0.9+L/400 µm',
    functions: '精密零件尺寸与形位误差测量',
    // Manned in shifts: it can be booked for the next quarter of an hour.
    openRule: { ...RULE, weekly: ALWAYS, slotMinutes: 15, minMinutes: 30, noticeHours: 0, bufferAfterMinutes: 15 },
    capabilities: [length('1.2', '1.1', 'CD-2026-0011')],
    prices: prices(600, undefined, 200),
  }),
  entry('test_centre', {
    ...{ innerNo: 'CMM-02', name: '桥式三坐标测量机', nameEn: 'Bridge coordinate measuring machine' },
    ...{ model: 'GLOBAL 0776', manufacturer: '海克斯康', origin: '中国', originalValueFen: 82_000_000 },
    specifications: '行程 700×700×600 mm，MPE_E 1.5+L/300 µm',
    capabilities: [length('0.7', '1.7', 'CD-2026-0012')],
    prices: prices(300, undefined, 120),
  }),
  entry('laboratory', {
    ...{ innerNo: 'L-CMM-1', name: '龙门式三坐标测量机', nameEn: 'Gantry coordinate measuring machine' },
    ...{ model: 'DELTA SLANT', manufacturer: '海克斯康', origin: '意大利', originalValueFen: 460_000_000 },
    specifications: '行程 2500×3300×1500 mm，MPE_E 3.0+L/250 µm',
    capabilities: [length('3.3', '3.6', 'CD-2026-0031')],
    prices: prices(800, undefined, 260),
  }),
  entry('laboratory', {
    ...{ innerNo: 'L-LT-1', name: '激光跟踪仪', nameEn: 'Laser tracker', model: 'AT960', manufacturer: '徕卡' },
    specifications: '测量半径 20 m，角度 15 µm+6 µm/m',
    capabilities: [length('20', '28', 'CD-2026-0032')],
    prices: prices(900, undefined, 300),
  }),
];

const SPECTROMETERS = [
  entry('test_centre', {
    ...{ innerNo: 'NMR-600', name: '600 MHz 核磁共振波谱仪', nameEn: '600 MHz NMR spectrometer' },
    ...{ model: 'AVANCE NEO 600', manufacturer: '布鲁克', origin: '瑞士', originalValueFen: 620_000_000 },
    ...{ specifications: '14.1 T，三共振低温探头', functions: '有机物与生物大分子结构解析' },
    modes: ['by_time', 'by_time_assisted', 'by_sample'],
    openRule: { ...RULE, maxMinutes: 600, maxOpenBookings: 8 },
    capabilities: [
      { name: '质子共振频率', low: '600', high: '600', unit: 'MHz' },
      { name: '磁感应强度', low: '14.1', high: '14.1', unit: 'T' },
    ],
    prices: prices(500, 240, 150),
  }),
  entry('test_centre', {
    ...{ innerNo: 'NMR-400', name: '400 MHz 核磁共振波谱仪', nameEn: '400 MHz NMR spectrometer' },
    ...{ model: 'AVANCE III 400', manufacturer: '布鲁克', origin: '瑞士', originalValueFen: 260_000_000 },
    specifications: '9.4 T，自动进样 60 位',
    modes: ['by_time', 'by_sample'],
    openRule: { ...RULE, weekly: ALWAYS, maxMinutes: 720, needsApproval: false, maxOpenBookings: 8 },
    capabilities: [{ name: '质子共振频率', low: '400', high: '400', unit: 'MHz' }],
    prices: prices(200, 80),
  }),
  entry('test_centre', {
    ...{ innerNo: 'ICPMS-1', name: '电感耦合等离子体质谱仪', nameEn: 'ICP mass spectrometer', model: '7900' },
    ...{ manufacturer: '安捷伦', specifications: '质量范围 2–260 u，痕量元素分析' },
    modes: ['by_sample'],
    capabilities: [
      { name: '元素质量浓度', low: '0.001', high: '1000', unit: 'ug/L', uncertainty: '0.05', uncertaintyUnit: 'ug/L' },
    ],
    prices: prices(400, 120),
  }),
];

const IMAGING = [
  entry('test_centre', {
    ...{ innerNo: 'SEM-01', name: '场发射扫描电子显微镜', nameEn: 'Field-emission scanning electron microscope' },
    ...{ model: 'Regulus 8100', manufacturer: '日立', origin: '日本', originalValueFen: 310_000_000 },
    ...{ specifications: '分辨率 0.8 nm（15 kV），配能谱仪', functions: '微观形貌与成分分析' },
    modes: ['by_time', 'by_time_assisted', 'by_sample'],
    capabilities: [
      measured(
        { name: '微观长度', low: '10', high: '100000', unit: 'nm', uncertainty: '1.2', uncertaintyUnit: 'nm' },
        'WN-2026-0007',
      ),
    ],
    prices: prices(350, 200, 120),
  }),
  entry('test_centre', {
    ...{ innerNo: 'IVIS-1', name: '小动物活体成像系统', nameEn: 'Small-animal in-vivo imaging system' },
    ...{ model: 'IVIS Spectrum', manufacturer: '珀金埃尔默', category: 'special' as const },
    specifications: '生物发光与荧光二维、三维成像',
    prices: prices(280, undefined, 100),
  }),
  entry('test_centre', {
    ...{
      innerNo: 'XRD-1',
      name: 'X射线衍射仪',
      nameEn: 'X-ray diffractometer',
      model: 'SmartLab',
      manufacturer: '理学',
    },
    specifications: '9 kW 转靶，角度重复性 0.0001°',
    modes: ['by_time', 'by_sample'],
    capabilities: [{ name: '衍射角', low: '-3', high: '160', unit: '°', resolution: '0.0001', resolutionUnit: '°' }],
    prices: prices(180, 100),
  }),
];

const CHAMBERS = [
  entry('test_centre', {
    ...{
      innerNo: 'ENV-1',
      name: '步入式高低温湿热试验箱',
      nameEn: 'Walk-in climatic chamber',
      category: 'special' as const,
    },
    ...{ model: 'WTH-20', specifications: '20 m³，-70 ℃ 至 150 ℃，10 %RH 至 98 %RH，四个独立工位' },
    modes: ['by_time'],
    openRule: {
      ...{ ...RULE, weekly: ALWAYS, slotMinutes: 60, minMinutes: 240, maxMinutes: 4320, bufferAfterMinutes: 60 },
      ...{ needsApproval: false, places: 4 },
    },
    capabilities: [
      measured(
        { name: '温度', low: '-70', high: '150', unit: '°C', uncertainty: '0.3', uncertaintyUnit: '°C' },
        'RG-2026-0102',
      ),
      { name: '相对湿度', low: '10', high: '98', unit: '%RH' },
    ],
    prices: prices(120),
  }),
  entry('laboratory', {
    ...{ innerNo: 'L-UTM-1', name: '微机控制电子万能试验机', nameEn: 'Universal testing machine', model: 'E45.305' },
    ...{ manufacturer: '美特斯', specifications: '300 kN，0.5 级' },
    openRule: { ...RULE, slotMinutes: 15, minMinutes: 15 },
    capabilities: [
      measured(
        { name: '力值', low: '1', high: '300', unit: 'kN', uncertainty: '0.3', uncertaintyUnit: 'kN' },
        'LX-2026-0440',
      ),
    ],
    prices: prices(150, undefined, 80),
  }),
];

/** Twelve pieces of equipment of two providers. */
export const demoEquipment: readonly DemoEquipment[] = [...CMMS, ...SPECTROMETERS, ...IMAGING, ...CHAMBERS];
