import type { Capability, LicenceScope, QualificationScope, Role } from '@nqi/platform/identity';

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
  /** What the institution as a whole may do. */
  approval?: { scope: QualificationScope; certificateNo: string };
  people: { name: string; phone: string; roles: Role[]; licence?: { scope: LicenceScope; certificateNo: string } }[];
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
    people: [
      { name: '平台运营员', phone: '13800000001', roles: ['operator', 'org_admin'] },
      { name: '系统管理员', phone: '13800000003', roles: ['system_admin'] },
      { name: '安全管理员', phone: '13800000004', roles: ['security_admin'] },
      { name: '审计管理员', phone: '13800000005', roles: ['audit_admin'] },
    ],
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
    approval: { scope: 'elevator_inspection', certificateNo: 'TS7310000-2026（演示）' },
    people: [
      { name: '机构管理员', phone: '13800000010', roles: ['org_admin'] },
      { name: '受理员', phone: '13800000011', roles: ['org_clerk'] },
      { name: '财务员', phone: '13800000012', roles: ['finance'] },
      {
        name: '检验员甲',
        phone: '13800000013',
        roles: ['inspector'],
        licence: { scope: 'DT', certificateNo: 'DT-3706-0013' },
      },
      {
        name: '检验员乙',
        phone: '13800000014',
        roles: ['inspector'],
        licence: { scope: 'DT', certificateNo: 'DT-3706-0014' },
      },
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
  {
    key: 'metrology_institute',
    name: '烟台市计量检定测试所（演示）',
    nameEn: 'Yantai Institute of Metrology (demo)',
    uscc: '12370600494302112L',
    capabilities: ['institution'],
    districtCode: '370600',
    address: '烟台市莱山区科技大道（演示）',
    phone: '0535-6000005',
    approval: { scope: 'metrology_authorisation', certificateNo: '（鲁）法计（2024）37060号（演示）' },
    people: [
      { name: '计量所管理员', phone: '13800000030', roles: ['org_admin'] },
      { name: '收样员', phone: '13800000031', roles: ['org_clerk'] },
      { name: '计量所财务员', phone: '13800000032', roles: ['finance'] },
      {
        name: '检定员甲',
        phone: '13800000033',
        roles: ['inspector'],
        licence: { scope: 'JL', certificateNo: 'JL-3706-0033' },
      },
      {
        name: '检定员乙',
        phone: '13800000034',
        roles: ['inspector'],
        licence: { scope: 'JL', certificateNo: 'JL-3706-0034' },
      },
      { name: '核验员', phone: '13800000035', roles: ['checker'] },
      { name: '计量所批准人', phone: '13800000036', roles: ['signatory'] },
    ],
  },
  {
    key: 'laboratory',
    name: '烟台精测校准实验室有限公司（演示）',
    nameEn: 'Yantai Precision Calibration Laboratory (demo)',
    uscc: '91370611MA3F7W2P9D',
    capabilities: ['institution'],
    districtCode: '370611',
    address: '烟台市福山区高新路（演示）',
    phone: '0535-6000006',
    approval: { scope: 'metrology_authorisation', certificateNo: 'CNAS L0000（演示）' },
    people: [
      { name: '实验室管理员', phone: '13800000040', roles: ['org_admin', 'org_clerk'] },
      {
        name: '校准员',
        phone: '13800000041',
        roles: ['inspector'],
        licence: { scope: 'JL', certificateNo: 'JL-3706-0041' },
      },
    ],
  },
  {
    key: 'test_centre',
    name: '烟台高校分析测试中心（演示）',
    nameEn: 'University Analysis and Test Centre, Yantai (demo)',
    uscc: '12370600F17051022N',
    capabilities: ['institution'],
    districtCode: '370613',
    address: '烟台市莱山区观海路大学园区（演示）',
    phone: '0535-6000007',
    people: [
      { name: '仪器管理员', phone: '13800000050', roles: ['org_admin', 'org_clerk'] },
      { name: '测试中心财务员', phone: '13800000051', roles: ['finance'] },
      { name: '核磁专家', phone: '13800000052', roles: ['inspector', 'checker'] },
      { name: '标准化专家', phone: '13800000053', roles: ['inspector', 'signatory'] },
    ],
  },
  {
    key: 'machine_shop',
    name: '烟台精工机械有限公司（演示）',
    uscc: '91370600MA3D8K5R5P',
    capabilities: ['user_unit'],
    districtCode: '370611',
    address: '烟台市福山区工业园（演示）',
    phone: '0535-6000008',
    people: [
      { name: '机械厂管理员', phone: '13800000060', roles: ['ent_admin'] },
      { name: '机械厂质检员', phone: '13800000061', roles: ['ent_user'] },
    ],
  },
  {
    key: 'hospital',
    name: '烟台滨海医院（演示）',
    uscc: '12370602494303158F',
    capabilities: ['user_unit'],
    districtCode: '370602',
    address: '烟台市芝罘区毓璜顶路（演示）',
    phone: '0535-6000009',
    people: [{ name: '医院设备科经办人', phone: '13800000062', roles: ['ent_admin'] }],
  },
];
