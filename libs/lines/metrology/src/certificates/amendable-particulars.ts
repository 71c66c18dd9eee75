import type { AmendableField } from '@nqi/platform/reports';

/** What an amendment of a certificate may correct; readings and conclusions are corrected by new work. */
export const AMENDABLE_PARTICULARS: readonly AmendableField[] = [
  { pointer: '/client/name', label: { zh: '委托单位', en: 'Client' } },
  { pointer: '/client/address', label: { zh: '委托单位地址', en: 'Address of the client' }, isOptional: true },
  { pointer: '/instrument/name', label: { zh: '计量器具名称', en: 'Instrument' } },
  { pointer: '/instrument/modelSpec', label: { zh: '型号规格', en: 'Model' } },
  { pointer: '/instrument/serialNo', label: { zh: '出厂编号', en: 'Serial number' } },
  { pointer: '/instrument/manufacturer', label: { zh: '制造单位', en: 'Manufacturer' }, isOptional: true },
  { pointer: '/work/place', label: { zh: '地点', en: 'Place' } },
  { pointer: '/work/condition', label: { zh: '接收时状态', en: 'Condition on receipt' }, isOptional: true },
  { pointer: '/work/otherConditions', label: { zh: '其他条件', en: 'Other conditions' }, isOptional: true },
  { pointer: '/standards/*/assessmentNo', label: { zh: '计量标准考核证书号', en: 'Assessment certificate' } },
  { pointer: '/standards/*/traceabilityNo', label: { zh: '溯源证书号', en: 'Traceability certificate' } },
  { pointer: '/remark', label: { zh: '备注', en: 'Remark' }, isOptional: true },
];
