import { members, RecordNoticesModule } from '@nqi/platform/notices';

const offeror = members('r.offered_by_id', 'give_mandates');
const offeree = members(
  'CASE WHEN r.offered_by_id = r.mandator_id THEN r.holder_id ELSE r.mandator_id END',
  'give_mandates',
);

/** What the two sides of a mandate are told. */
export const MandateNotices = RecordNoticesModule.declare({
  record: 'mandate',
  from: `mandates r JOIN organisations mandator ON mandator.id = r.mandator_id
    JOIN organisations holder ON holder.id = r.holder_id`,
  facts: { number: 'r.number', mandator: 'mandator.name', holder: 'holder.name', validTo: 'r.valid_to' },
  href: '/v1/mandates/',
  events: {
    offer: {
      to: [offeree],
      zh: { title: '委托待确认', text: '{mandator}委托{holder}办理业务（{number}），请确认或谢绝。' },
      en: {
        title: 'A mandate to answer',
        text: '{mandator} would let {holder} act for it ({number}): accept or decline.',
      },
    },
    accept: {
      to: [offeror],
      zh: { title: '委托已接受', text: '{mandator}对{holder}的委托 {number} 已生效，至 {validTo}。' },
      en: {
        title: 'Mandate accepted',
        text: 'Mandate {number} of {mandator} for {holder} is in force until {validTo}.',
      },
    },
    decline: {
      to: [offeror],
      zh: { title: '委托被谢绝', text: '委托 {number} 被谢绝，理由见委托。' },
      en: { title: 'Mandate declined', text: 'Mandate {number} was declined; the mandate says why.' },
    },
    withdraw: {
      to: [offeree],
      zh: { title: '委托已撤回', text: '委托 {number} 在确认前已撤回。' },
      en: { title: 'Mandate withdrawn', text: 'Mandate {number} was withdrawn before it was answered.' },
    },
    revoke: {
      to: [offeror, offeree],
      zh: { title: '委托已撤销', text: '{mandator}对{holder}的委托 {number} 已撤销，即日起不得再据此办理。' },
      en: {
        title: 'Mandate revoked',
        text: 'Mandate {number} of {mandator} for {holder} is revoked and allows nothing more.',
      },
    },
    end: {
      to: [offeror, offeree],
      zh: { title: '委托已到期', text: '{mandator}对{holder}的委托 {number} 已到期。' },
      en: { title: 'Mandate over', text: 'Mandate {number} of {mandator} for {holder} has ended.' },
    },
  },
});
