import { member, members, RecordNoticesModule, when } from '@nqi/platform/notices';

const booker = member('r.booked_by_id', 'r.organisation_id');
const managers = members('r.provider_id', 'offer_services');
/** The provider sees a booking once it has been submitted. */
const managersOfSubmitted = when('r.number IS NOT NULL', managers);

const approved = {
  to: [booker],
  zh: { title: '预约已通过', text: '预约 {number} 已通过：{startsAt} 至 {endsAt}。' },
  en: { title: 'Booking approved', text: 'Booking {number} is approved: {startsAt} to {endsAt}.' },
};

const cityTime = (column: string): string => `to_char(${column} AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI')`;

/** What both sides of a booking are told. */
export const BookingNotices = RecordNoticesModule.declare({
  record: 'equipment_booking',
  from: 'equipment_bookings r',
  facts: { number: 'r.number', startsAt: cityTime('r.starts_at'), endsAt: cityTime('r.ends_at') },
  href: '/v1/equipment-bookings/',
  events: {
    submit: {
      to: [managers],
      zh: { title: '新的预约', text: '预约 {number}：{startsAt} 至 {endsAt}。' },
      en: { title: 'A new booking', text: 'Booking {number}: {startsAt} to {endsAt}.' },
    },
    confirm: approved,
    approve: approved,
    reject: {
      to: [booker],
      zh: { title: '预约未通过', text: '预约 {number} 未通过，理由见预约。' },
      en: { title: 'Booking rejected', text: 'Booking {number} was rejected; the booking says why.' },
    },
    break_down: {
      to: [booker],
      zh: { title: '预约因故取消', text: '设备无法使用，{startsAt} 的预约 {number} 已取消，请改约。' },
      en: {
        title: 'Booking broken off',
        text: 'The equipment cannot be used: booking {number} at {startsAt} is cancelled.',
      },
    },
    cancel: {
      to: [managersOfSubmitted],
      zh: { title: '预约已取消', text: '{startsAt} 的预约 {number} 已被预约方取消。' },
      en: { title: 'Booking cancelled', text: 'Booking {number} at {startsAt} was cancelled by its user.' },
    },
    lapse: {
      to: [booker],
      zh: { title: '预约已失效', text: '{startsAt} 的预约已失效。' },
      en: { title: 'Booking lapsed', text: 'The booking at {startsAt} has lapsed.' },
    },
    miss: {
      to: [booker, managersOfSubmitted],
      zh: { title: '预约未到', text: '{startsAt} 的预约 {number} 无人使用，已记为爽约。' },
      en: { title: 'Nobody came', text: 'Nobody came for booking {number} at {startsAt}: a no-show.' },
    },
    submit_fee: {
      to: [booker],
      zh: { title: '使用费已提交', text: '预约 {number} 的使用费结算单待缴费。' },
      en: { title: 'Fee submitted', text: 'The usage fee of booking {number} is to be paid.' },
    },
  },
});
