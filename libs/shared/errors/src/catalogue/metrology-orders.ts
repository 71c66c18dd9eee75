import { type CatalogueEntry, entry } from './entry';

/** Orders for verification and calibration, what is measured and certified. */
export const metrologyOrders = {
  'metrology.laboratory_not_authorised': entry(
    'unprocessable',
    '机构无检定授权|该机构今天没有有效的计量检定授权。|请改选有授权的机构，见 GET /v1/metrology-capabilities/search。',
    'Laboratory not authorised|The laboratory has no authorisation for verification in force today.|Choose another one, see GET /v1/metrology-capabilities/search.',
  ),
  'metrology.unknown_instrument': entry(
    'unprocessable',
    '器具不在台账|以下器具不在本单位的台账中：{instrumentIds}。|请先登记，见 POST /v1/instruments。',
    'Unknown instrument|These instruments are not in your ledger: {instrumentIds}.|Register them first, see POST /v1/instruments.',
  ),
  'metrology.instrument_in_order': entry(
    'conflict',
    '器具已在委托中|器具已有未完成的委托。|见 existing；完成或取消后可再次委托。',
    'Already ordered|The instrument stands in an open order.|See existing; it can be ordered again once that is done or cancelled.',
  ),
  'metrology.no_laboratory': entry(
    'unprocessable',
    '未指定机构|器具 {instrumentId} 尚无送检机构。|请填写 laboratoryId，见 GET /v1/metrology-capabilities/search。',
    'No laboratory|No laboratory has had the instrument {instrumentId} yet.|Set laboratoryId, see GET /v1/metrology-capabilities/search.',
  ),
  'metrology.instrument_not_filed': entry(
    'unprocessable',
    '器具未备案|强制检定器具 {instrumentIds} 尚未备案。|请先备案，见 POST /v1/instruments/{id}/filing。',
    'Not filed|Instruments under mandatory verification are not filed: {instrumentIds}.|File them first, see POST /v1/instruments/{id}/filing.',
  ),
  'metrology.instrument_not_usable': entry(
    'unprocessable',
    '器具不能送检|器具 {instrumentIds} 已报废或丢失。|请从委托中移除。',
    'Cannot be ordered|These instruments are scrapped or lost: {instrumentIds}.|Take them out of the order.',
  ),
  'metrology.lines_incomplete': entry(
    'unprocessable',
    '报价行不完整|缺少 {missing}，或含有不属于本委托的 {unknown}。|每件器具须有且只有一行。',
    'Lines incomplete|{missing} are missing, {unknown} do not belong to the order.|Give exactly one line for each item.',
  ),
  'metrology.no_capability': entry(
    'unprocessable',
    '能力不适用|所选能力不能用于第 {position} 件器具：{reasons}。|见 GET /v1/metrology-capabilities，或驳回该委托。',
    'Capability does not fit|The capability cannot serve item {position}: {reasons}.|See GET /v1/metrology-capabilities, or reject the order.',
  ),
  'metrology.not_all_free': entry(
    'conflict',
    '含收费项目|第 {positions} 件不是强制检定，须报价。|请改用 quotation。',
    'Not all free|Items {positions} are not under mandatory verification and have a price.|Send a quotation instead.',
  ),
  'metrology.nothing_to_quote': entry(
    'conflict',
    '无需报价|全部器具为强制检定，免费。|请改用 free-acceptance。',
    'Nothing to quote|All items are under mandatory verification, which is free.|Send free-acceptance instead.',
  ),
  'metrology.quotation_expired': entry(
    'conflict',
    '报价已过期|报价有效期至 {validUntil}。|请重新委托。',
    'Quotation expired|The quotation was valid until {validUntil}.|Make a new order.',
  ),
  'metrology.already_paid': entry(
    'conflict',
    '已缴费|委托已缴费，不能自行取消。|请联系机构。',
    'Already paid|The order is paid and cannot be cancelled here.|Ask the laboratory.',
  ),
  'metrology.not_settled': entry(
    'conflict',
    '尚未缴费|应缴 {dueFen} 分尚未到账。|见 POST /v1/payment-orders，kind 为 metrology_order。',
    'Not settled|{dueFen} fen are not paid yet.|See POST /v1/payment-orders with kind metrology_order.',
  ),
  'metrology.not_handed_back': entry(
    'conflict',
    '器具未取回|第 {positions} 件器具尚未交还。|请先登记交还，见 hand-back。',
    'Not handed back|Items {positions} are still in the laboratory.|Hand them back first.',
  ),
  'metrology.other_site': entry(
    'conflict',
    '服务地点不符|该委托的服务地点为 {site}。|送检预约用 delivery-appointment，现场检定用 site-visit。',
    'Other site|The order is to be done: {site}.|Deliveries take delivery-appointment, work on site takes site-visit.',
  ),
  'metrology.window_full': entry(
    'conflict',
    '预约已满|该时段已无名额。|可选时段见 windows。',
    'Window full|No place is left in this window.|See windows for the next ones with room.',
  ),
  'metrology.window_closed': entry(
    'unprocessable',
    '时段不可预约|时段不属于该机构、已关闭或已过。|可选时段见 windows。',
    'Window not open|The window is of another laboratory, closed or past.|See windows for the next ones with room.',
  ),
  'metrology.window_in_use': entry(
    'conflict',
    '名额不能少于已预约|该时段已有 {booked} 个预约。',
    'Places are taken|{booked} orders have a place in this window.',
  ),
  'metrology.day_past': entry(
    'unprocessable',
    '日期已过|{on} 早于今天。|请选择今天或以后的日期。',
    'Day in the past|{on} is before today.|Choose today or a later day.',
  ),
  'metrology.verifier_unqualified': entry(
    'unprocessable',
    '检定员资格不符|该人员在 {on} 没有有效的注册计量师资格。|有资格的人员见 GET /v1/qualifications?scope=JL。',
    'Verifier not qualified|This person holds no valid licence for metrology on {on}.|See GET /v1/qualifications?scope=JL for those who do.',
  ),
  'metrology.no_tester': entry(
    'unprocessable',
    '检测人员不符|该人员不是本机构在岗的检验检测人员。|请从 GET /v1/memberships 中选择角色含 inspector 的人员。',
    'No tester|This person is no inspector of your laboratory.|Choose somebody with the role inspector from GET /v1/memberships.',
  ),
  'metrology.parameters_missing': entry(
    'unprocessable',
    '检验项目不全|委托要求的检验项目没有结果：{missing}。|请补齐结果；不能完成的，请先与委托方变更委托。',
    'Parameters missing|Requested parameters have no result: {missing}.|Enter them; what cannot be done is agreed with the client first.',
  ),
  'metrology.no_judgement_basis': entry(
    'unprocessable',
    '无判定依据|委托未约定判定依据，第 {rows} 行不能作单项判定。|请改为 not_judged。',
    'Nothing to judge by|The order names no standard to judge by; rows {rows} cannot have a verdict.|Send not_judged.',
  ),
  'metrology.subcontract_not_agreed': entry(
    'unprocessable',
    '未同意分包|委托方未同意分包，第 {rows} 行不能由其他机构完成。|请先征得委托方同意。',
    'Subcontracting not agreed|The client did not agree to it: rows {rows} cannot come from others.|Ask the client first.',
  ),
  'metrology.standard_not_valid': entry(
    'unprocessable',
    '计量标准不可用|计量标准 {standards} 在 {on} 无效、停用或不属于本机构。|见 GET /v1/measurement-standards。',
    'Standard not valid|Measurement standards {standards} are not valid on {on}, out of use or not yours.|See GET /v1/measurement-standards.',
  ),
  'metrology.wrong_template': entry(
    'unprocessable',
    '数据表不符|方法 {methodNo} 须使用 {expected}。',
    'Other template expected|Method {methodNo} takes {expected}.',
  ),
  'metrology.instrument_fact_missing': entry(
    'unprocessable',
    '台账信息不足|计算所需的器具信息缺少或不合规程：{missing}。|请由器具所有者补充台账。',
    'Ledger incomplete|Facts of the instrument are missing or not of the regulation: {missing}.|Its owner completes the ledger.',
  ),
  'metrology.readings_incomplete': entry(
    'unprocessable',
    '测量数据不完整|规程要求的数据缺少：{missing}。',
    'Readings incomplete|The regulation asks for more: {missing}.',
  ),
  'metrology.reading_out_of_range': entry(
    'unprocessable',
    '测量点超出范围|测量点 {points} 不在 {low} 至 {high} 之内。',
    'Reading out of range|Points {points} are not between {low} and {high}.',
  ),
  'metrology.other_unit': entry(
    'unprocessable',
    '单位不符|单位 {unit} 不属于该能力的被测量 {quantity}。',
    'Other quantity|The unit {unit} is not of the quantity of the capability: {quantity}.',
  ),
  'metrology.uncertainty_below_cmc': entry(
    'unprocessable',
    '不确定度小于校准测量能力|在 {at} {unit} 处给出的 U={uncertainty} {unit} 小于能力值 {cmc} {unit}（k={k}）。|不给出不确定度时采用能力值。',
    'Uncertainty below the capability|At {at} {unit} U={uncertainty} {unit} is less than the accredited {cmc} {unit} (k={k}).|Without an uncertainty the accredited one is stated.',
  ),
  'metrology.undetermined': entry(
    'unprocessable',
    '检定结论待定|测量不确定度过大，有 {count} 行不能判定合格与否。|请使用更准确的计量标准重新检定。',
    'Verification undetermined|The uncertainty is too large to decide on {count} rows.|Measure again with a better standard.',
  ),
  'metrology.no_cycle': entry(
    'unprocessable',
    '检定周期未定|规程未给出该器具的检定周期。|请填写 validUntil。',
    'No cycle|The regulation gives no cycle for this instrument.|Set validUntil.',
  ),
  'metrology.validity_too_long': entry(
    'unprocessable',
    '有效期过长|有效期最长至 {latest}。',
    'Validity too long|It cannot be valid beyond {latest}.',
  ),
} satisfies Record<string, CatalogueEntry>;
