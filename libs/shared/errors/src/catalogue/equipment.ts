import { type CatalogueEntry, entry } from './entry';

export const equipment = {
  // Equipment: directory
  'equipment.inner_no_taken': entry(
    'conflict',
    '仪器编号已登记|本单位已有内部编号为 {innerNo} 的仪器。|见 existing。',
    'Already in the directory|Your organisation has equipment with the number {innerNo}.|See existing.',
  ),
  'equipment.places_in_use': entry(
    'conflict',
    '机位仍有占用|第 {place} 机位之后仍有预约或关闭。|请先处理这些占用，或等其结束后再减少机位。',
    'Places in use|Bookings or closures stand on places from {place} on.|Settle them or wait for their end before you take places away.',
  ),
  'equipment.bad_open_rule': entry(
    'unprocessable',
    '开放规则自相矛盾|开放规则不成立：{problem}。|请使时段、最短与最长时间均为时隙的整数倍。',
    'Contradictory opening rule|The opening rule cannot hold: {problem}.|Make hours, minimum and maximum multiples of the slot.',
  ),
  'equipment.tariff_exists': entry(
    'conflict',
    '已有收费标准|{effectiveFrom} 当日或之后已有收费标准生效。|请选择更晚的生效日期。',
    'Tariff exists|A tariff takes effect on {effectiveFrom} or later.|Choose a later day.',
  ),
  'equipment.tariff_in_past': entry(
    'unprocessable',
    '不能追溯收费|收费标准不能早于今天生效。|请以今天或以后为生效日期。',
    'Tariff in the past|A tariff cannot take effect before today.|Let it take effect today or later.',
  ),
  // Equipment: what can be booked
  'equipment.unknown_equipment': entry(
    'unprocessable',
    '仪器不存在|没有这些仪器，或它们已退出共享。|可预约的仪器见 GET /v1/equipment。',
    'Unknown equipment|There is no such equipment, or it is no longer shared.|See GET /v1/equipment for what can be booked.',
  ),
  'equipment.mixed_providers': entry(
    'unprocessable',
    '仪器属于不同单位|一次预约中的仪器须属于同一单位。|请分开预约。',
    'Different providers|The equipment of one booking belongs to one provider.|Make separate bookings.',
  ),
  'equipment.too_many_resources': entry(
    'unprocessable',
    '仪器过多|一次预约最多 {limit} 台仪器。|请分开预约。',
    'Too much equipment|One booking may hold {limit} pieces of equipment.|Make separate bookings.',
  ),
  'equipment.under_maintenance': entry(
    'conflict',
    '仪器维护中|{name} 正在维护，暂不接受预约。|请稍后再试，或另选仪器。',
    'Under maintenance|{name} is under maintenance and takes no bookings.|Try later or choose another one.',
  ),
  'equipment.calibration_expired': entry(
    'conflict',
    '校准有效期已过|{name} 的校准有效期至 {calibrationValidUntil}，此后不接受预约。|请选择此前的时段或另选仪器；所属单位登记新的校准后可继续预约。',
    'Calibration expired|The calibration of {name} holds until {calibrationValidUntil}; nothing is booked beyond it.|Choose an earlier time or another one; it can be booked again once its owner has entered a new calibration.',
  ),
  'equipment.mode_not_offered': entry(
    'unprocessable',
    '不提供该方式|{name} 提供的预约方式为 {modes}。|请改用其中一种方式。',
    'Mode not offered|{name} offers {modes}.|Choose one of them.',
  ),
  'equipment.off_slot': entry(
    'unprocessable',
    '时间未对齐|起止时间须为 {slotMinutes} 分钟的整数倍。|可选的时段见 freeSlots。',
    'Off the slots|Start and end are multiples of {slotMinutes} minutes.|See freeSlots.',
  ),
  'equipment.bad_duration': entry(
    'unprocessable',
    '时长不符|每次预约 {minMinutes} 至 {maxMinutes} 分钟。|请调整时长，或分次预约。',
    'Duration not allowed|A booking lasts {minMinutes} to {maxMinutes} minutes.|Change the length, or book several times.',
  ),
  'equipment.short_notice': entry(
    'unprocessable',
    '预约过晚|须提前 {noticeHours} 小时预约。|可选的时段见 freeSlots。',
    'Too short notice|Book {noticeHours} hours ahead.|See freeSlots.',
  ),
  'equipment.too_far_ahead': entry(
    'unprocessable',
    '预约过早|最多提前 {maxDaysAhead} 天预约。|请选择更早的时段。',
    'Too far ahead|Book at most {maxDaysAhead} days ahead.|Choose an earlier time.',
  ),
  'equipment.outside_hours': entry(
    'unprocessable',
    '不在开放时间内|该时段不在 {name} 的开放时间内。|可选的时段见 freeSlots。',
    'Outside opening hours|{name} is not open then.|See freeSlots.',
  ),
  'equipment.slot_taken': entry(
    'conflict',
    '时段已被占用|{name} 在该时段没有空闲机位，见 blockedBy。|之后的空闲时段见 freeSlots。',
    'Slot taken|{name} has no free place then, see blockedBy.|See freeSlots for the next free ones.',
  ),
  'equipment.too_many_open_bookings': entry(
    'conflict',
    '未完成预约过多|您在 {name} 上未完成的预约已达 {limit} 个。|请先完成或取消已有预约。',
    'Too many open bookings|You have {limit} open bookings of {name}.|Finish or cancel one first.',
  ),
  'equipment.not_priced': entry(
    'unprocessable',
    '没有收费标准|{name} 对该方式没有当前有效的收费标准。|请提供单位先发布收费标准。',
    'No price|{name} has no price in force for this mode.|Let the provider publish a tariff first.',
  ),
  // Equipment: the life of a booking
  'equipment.agreement_needed': entry(
    'unprocessable',
    '须同意协议|提交预约须同意开放共享规定。|请阅读后以 acceptsAgreement: true 提交。',
    'Agreement needed|A booking is submitted with consent to the sharing rules.|Read them and send acceptsAgreement: true.',
  ),
  'equipment.hazard_note_needed': entry(
    'unprocessable',
    '须说明危险性|危险样品须说明其危险性。|请填写 hazardNote。',
    'Hazard note needed|Hazardous samples are described.|Fill in hazardNote.',
  ),
  'equipment.samples_needed': entry(
    'unprocessable',
    '样品信息不符|送样预约须填写样品数量和处置方式，其他方式不填。|请核对 samples 和 sampleReturn。',
    'Facts of the samples|A booking by sample says how many and what becomes of them; others do not.|Check samples and sampleReturn.',
  ),
  'equipment.cancel_deadline_passed': entry(
    'conflict',
    '已过取消期限|取消期限为 {deadlineAt}。|请联系仪器管理员。',
    'Too late to cancel|The deadline was {deadlineAt}.|Ask the manager of the equipment.',
  ),
  'equipment.not_start_time': entry(
    'conflict',
    '不在上机时间内|可上机时间为 {from} 至 {to}。|请在该时间内上机，或重新预约。',
    'Not the time to start|Use can start from {from} to {to}.|Start then, or book again.',
  ),
  'equipment.still_in_use': entry(
    'conflict',
    '仪器仍在使用|{name} 的上一次使用尚未结束。|请联系仪器管理员结束该次使用。',
    'Still in use|The use of {name} before yours has not ended.|Ask the manager to finish it.',
  ),
  'equipment.minutes_above_use': entry(
    'unprocessable',
    '计费时长过长|计费时长不能超过实际使用的 {limit} 分钟。|请填写不超过实际时长的分钟数。',
    'More than was used|Not more than the {limit} minutes of use can be charged.|Give at most as many minutes.',
  ),
  'equipment.closure_blocked': entry(
    'conflict',
    '时段内已有预约|该时段内已有预约或关闭，见 blockedBy。|请先与用户协商取消，或另选时段。',
    'Bookings in the way|Bookings or closures stand in this time, see blockedBy.|Agree with their users first, or choose another time.',
  ),
} satisfies Record<string, CatalogueEntry>;
