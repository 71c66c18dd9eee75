import type { Capability, Role } from '@nqi/platform/identity';

/** An organisation of the demo city with its people; everybody is named for what they do. */
export interface DemoOrganisation {
  key: string;
  name: string;
  nameEn?: string;
  uscc: string;
  capabilities: Capability[];
  districtCode: string;
  address: string;
  phone: string;
  people: { name: string; phone: string; roles: Role[]; licenceNo?: string }[];
}

/** For the demo city only: it is printed by `npm start`. */
export const DEMO_PASSWORD = 'nqi-demo-2026';

export const demoOrganisations: readonly DemoOrganisation[] = [
  {
    key: 'platform',
    name: '烟台市质量基础设施服务中心（演示）',
    uscc: '52370613MJE71Q4B3C',
    capabilities: ['platform'],
    districtCode: '370600',
    address: '烟台市莱山区观海路（演示）',
    phone: '0535-6000000',
    people: [{ name: '平台运营员', phone: '13800000001', roles: ['operator', 'org_admin'] }],
  },
  {
    key: 'regulator',
    name: '烟台市市场监督管理局（演示）',
    uscc: '11370600004265815A',
    capabilities: ['regulator'],
    districtCode: '370600',
    address: '烟台市芝罘区（演示）',
    phone: '0535-6000001',
    people: [{ name: '监察员', phone: '13800000002', roles: ['regulator', 'org_admin'] }],
  },
  {
    key: 'institution',
    name: '烟台市特种设备检验研究院（演示）',
    nameEn: 'Yantai Special Equipment Inspection Institute (demo)',
    uscc: '123706004943017850',
    capabilities: ['institution'],
    districtCode: '370600',
    address: '烟台市莱山区迎春大街（演示）',
    phone: '0535-6000002',
    people: [
      { name: '机构管理员', phone: '13800000010', roles: ['org_admin'] },
      { name: '受理员', phone: '13800000011', roles: ['org_clerk'] },
      { name: '财务员', phone: '13800000012', roles: ['finance'] },
      { name: '检验员甲', phone: '13800000013', roles: ['inspector'], licenceNo: 'DT-3706-0013' },
      { name: '检验员乙', phone: '13800000014', roles: ['inspector'], licenceNo: 'DT-3706-0014' },
      { name: '审核员', phone: '13800000015', roles: ['checker'] },
      { name: '授权签字人', phone: '13800000016', roles: ['signatory'] },
    ],
  },
  {
    key: 'user_unit',
    name: '烟台安居物业服务有限公司（演示）',
    uscc: '91370602MA3CX7TE1D',
    capabilities: ['user_unit'],
    districtCode: '370602',
    address: '烟台市芝罘区南大街（演示）',
    phone: '0535-6000003',
    people: [{ name: '物业经办人', phone: '13800000020', roles: ['ent_admin'] }],
  },
  {
    key: 'maintenance_unit',
    name: '烟台捷安电梯维保有限公司（演示）',
    uscc: '91370600MA94N2KQ8Y',
    capabilities: ['maintenance_unit'],
    districtCode: '370611',
    address: '烟台市福山区（演示）',
    phone: '0535-6000004',
    people: [{ name: '维保经办人', phone: '13800000021', roles: ['ent_admin'] }],
  },
];

/** One of the demo devices; `index` counts from 0. Their inspections fall due over the coming twelve months. */
export function demoElevator(index: number, today: string): Record<string, unknown> {
  const month = new Date(Date.UTC(Number(today.slice(0, 4)) - 1, Number(today.slice(5, 7)) - 1 + (index % 12), 1));
  const isEscalator = index % 10 === 9;
  const floors = 6 + ((index * 7) % 28);
  return {
    categoryCode: isEscalator ? '3310' : '3110',
    registrationCode: `${isEscalator ? '3310' : '3110'}370602201905${String(index + 1).padStart(4, '0')}`,
    internalNo: `${Math.floor(index / 4) + 1}号楼${(index % 4) + 1}单元`,
    siteName: '海韵花园',
    address: `烟台市芝罘区滨海路 ${Math.floor(index / 4) + 1} 号`,
    districtCode: '370602',
    manufacturer: '演示电梯制造有限公司',
    model: isEscalator ? 'YT-E1000' : 'YT-P1000',
    manufacturedOn: '2019-03-18',
    ratedLoadKg: '1000',
    ratedSpeedMs: isEscalator ? '0.5' : '1.75',
    ...(isEscalator
      ? { liftHeightM: '5.2', nominalWidthMm: 1000, inclinationDeg: '30', isPublicTransport: false }
      : { floors, stops: floors, doors: floors, liftHeightM: `${floors * 3}` }),
    baseMonth: month.toISOString().slice(0, 7),
  };
}
