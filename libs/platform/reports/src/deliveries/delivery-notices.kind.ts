import { members, RecordNoticesModule, when } from '@nqi/platform/notices';

/** What a client's people are told of reports that are delivered to them in the platform, or come by post. */
export const DeliveryNotices = RecordNoticesModule.declare({
  record: 'report_delivery',
  from: `report_deliveries r JOIN organisations institution ON institution.id = r.institution_id`,
  facts: {
    institution: 'institution.name',
    reports: '(SELECT count(*) FROM report_delivery_items i WHERE i.delivery_id = r.id)',
    carrier: "coalesce(r.carrier, '')",
    trackingNo: "coalesce(r.tracking_no, '')",
  },
  href: '/v1/report-deliveries/',
  events: {
    send: {
      to: [when(`r.channel = 'in_app'`, members('r.organisation_id', 'take_part'))],
      zh: { title: '报告已送达', text: '{institution}向贵单位送达 {reports} 份报告，请下载。' },
      en: { title: 'Reports for you', text: '{institution} has delivered {reports} reports to you: download them.' },
    },
    dispatch: {
      to: [members('r.organisation_id', 'take_part')],
      zh: { title: '报告已寄出', text: '{institution}已寄出 {reports} 份报告，{carrier} {trackingNo}。' },
      en: { title: 'Reports in the post', text: '{institution} has posted {reports} reports: {carrier} {trackingNo}.' },
    },
  },
});
