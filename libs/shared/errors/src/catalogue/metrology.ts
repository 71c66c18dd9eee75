import { type CatalogueEntry, entry } from './entry';

export const metrology = {
  // Ledger, catalogue, capabilities
  'metrology.instrument_exists': entry(
    'conflict',
    '器具已在台账中|本单位台账中已有名称、型号规格和出厂编号相同的器具。|请使用已有的记录 existing；原器具已报废的，请先将其状态改为报废。',
    'Already in the ledger|An instrument with this name, model and serial number stands in your ledger.|Use the record in existing; if that instrument is gone, set its status to scrapped first.',
  ),
  'metrology.district_required': entry(
    'unprocessable',
    '缺少使用地点区划|强制检定的器具须向使用地的市场监管部门备案。|请填写 districtCode，或以 isDraft 存为草稿。',
    'District required|An instrument under mandatory verification is filed with the regulator of the district of use.|Set districtCode, or keep it as a draft with isDraft.',
  ),
  'metrology.validity_fixed': entry(
    'conflict',
    '有效期由证书确定|该器具已有证书 {certificateNo}，检定日期和有效期以证书为准。|如需更改，请重新申请检定。',
    'Fixed by the certificate|Certificate {certificateNo} says when this instrument was verified and until when.|To change that, order a new verification.',
  ),
  'metrology.not_authorised': entry(
    'unprocessable',
    '没有计量授权|检定只能由法定或授权的计量技术机构开展，本机构没有有效的计量授权。|请先登记计量授权，或改为校准 calibration。',
    'Not authorised|Only authorised institutions verify; yours holds no metrological authorisation in force.|Have the authorisation entered first, or state the service calibration.',
  ),
  'metrology.capability_exists': entry(
    'conflict',
    '能力已存在|本机构已有同一服务、器具、方法、测量范围和依据的能力。|请修改已有的记录 existing。',
    'Capability exists|Your laboratory has a capability of this service, instrument, method, range and scope.|Change the record in existing.',
  ),
  'metrology.capability_withdrawn': entry(
    'conflict',
    '能力已撤销|已撤销的能力不能再更改。|请登记新的能力。',
    'Capability withdrawn|A withdrawn capability stays as it was.|Enter a new one.',
  ),
  'field.unknown_catalogue_item': entry('invalid', '未知的强检目录项目', 'Unknown item of the catalogue'),
  'field.unknown_regulation': entry('invalid', '未知的检定规程', 'Unknown verification regulation'),
  'field.other_quantity': entry('invalid', '单位不属于该量', 'The unit does not belong to the quantity'),
} satisfies Record<string, CatalogueEntry>;
