import { choice, count, field, type ImportField, type ImportTable, measure, text } from '@nqi/platform/imports';
import { elevatorCategories } from './device-codes';
import { ElevatorImportService } from './elevator-import.service';

/** By code, by either name; `Traction Overhead (TO)` and the like need a mapping. */
const CATEGORIES = Object.fromEntries(
  elevatorCategories.flatMap(({ code, zh, en }) => [zh, en].map((name) => [name, code])),
);
const STATES = { 在用: 'in_use', 停用: 'out_of_use', 报废: 'scrapped' };

/** The columns of a register of devices 电梯台账, in the order of the template. */
const FIELDS: readonly ImportField[] = [
  text(['userUnitName', '使用单位名称', 'User unit'], 100, '烟台某某物业有限公司'),
  text(['userUnitUscc', '使用单位统一社会信用代码', 'USCC of the user unit'], 30, '91370602MA3CX7TE1D'),
  text(['registrationCode', '设备注册代码', 'Registration code'], 30, '31103706022024030012'),
  text(['deviceCode', '设备代码', 'Device code'], 30, '311010256202401234'),
  text(['useRegistrationNo', '使用登记证编号', 'Use registration number'], 40, '梯11鲁F00123(24)'),
  text(['internalNo', '单位内编号', 'Internal number'], 60, '3号楼1单元'),
  { ...choice(['categoryCode', '设备品种', 'Category'], CATEGORIES, '曳引驱动乘客电梯'), isUnlistedBlank: true },
  text(['siteName', '楼盘名称', 'Site'], 100, '滨海花园'),
  text(['address', '设备使用地点', 'Address'], 200, '烟台市芝罘区海港路 1 号'),
  text(['districtCode', '行政区划代码', 'District code'], 6, '370602'),
  text(['productNo', '产品编号', 'Product number'], 60, 'P-2024-001'),
  { ...text(['rescueNo', '应急救援识别码', 'Rescue number'], 6, '100023'), pattern: /^\d{6}$/ },
  text(['model', '型号', 'Model'], 60, 'TKJ1000'),
  text(['manufacturer', '制造单位', 'Manufacturer'], 100, '某某电梯有限公司'),
  field(['manufacturedOn', '制造日期', 'Manufactured on'], 'day', '2024-01-15'),
  text(['maintenanceUnitUscc', '维保单位统一社会信用代码', 'USCC of the maintenance unit'], 30, '91370602MA3D4K5E0G'),
  measure(['ratedLoadKg', '额定载重量', 'Rated load'], ['kg', 2, 999_999.99], '1000'),
  measure(['ratedSpeedMs', '额定速度', 'Rated speed'], ['m/s', 3, 30], '1.75'),
  count(['floors', '层数', 'Floors'], [1, 200], '18'),
  count(['stops', '站数', 'Stops'], [1, 200], '18'),
  count(['doors', '门数', 'Doors'], [1, 400], '18'),
  measure(['liftHeightM', '提升高度', 'Lifting height'], ['m', 2, 9_999.99], '52.4'),
  measure(['sectionLengthM', '使用区段长度', 'Section length'], ['m', 2, 9_999.99], ''),
  count(['nominalWidthMm', '名义宽度(mm)', 'Nominal width (mm)'], [200, 5000], ''),
  measure(['inclinationDeg', '倾斜角', 'Inclination'], ['°', 1, 99.9], ''),
  field(['isPublicTransport', '公共交通型', 'Public transport'], 'flag', '否'),
  field(['baseMonth', '监督检验年月', 'Base month'], 'month', '2024-03'),
  field(['lastPassedOn', '上次检验合格日期', 'Last passed on'], 'day', '2025-03-10'),
  field(['certificateUntil', '检验有效期至', 'Certificate until'], 'day', ''),
  choice(['state', '使用状态', 'State'], STATES, '在用'),
];

/** The register of devices from sheets. */
export const elevatorImport: ImportTable = {
  ...{ name: 'elevator', zh: '电梯台账', en: 'Elevator register' },
  permission: 'keep_register',
  isQuiet: true,
  fields: FIELDS,
  takenBy: ElevatorImportService,
};
