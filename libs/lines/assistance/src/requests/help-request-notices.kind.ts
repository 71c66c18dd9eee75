import { holdersAmong, member, OPERATORS, RecordNoticesModule } from '@nqi/platform/notices';

const requester = member('r.requester_id', 'r.requester_organisation_id');
const experts = holdersAmong('r.assignee_ids', 'expert');

/** What requester, experts and operators are told; nothing in it says who asks, who may be anonymous. */
export const HelpRequestNotices = RecordNoticesModule.declare({
  record: 'help_request',
  from: 'help_requests r',
  facts: { number: 'r.number' },
  href: '/v1/help-requests/',
  events: {
    submit: {
      to: [OPERATORS],
      zh: { title: '新的求助', text: '求助 {number} 待签收。' },
      en: { title: 'A new help request', text: 'Help request {number} waits to be triaged.' },
    },
    reject: {
      to: [requester],
      zh: { title: '求助未受理', text: '求助 {number} 未受理，理由见求助单。' },
      en: { title: 'Help request rejected', text: 'Help request {number} was rejected; it says why.' },
    },
    assign: {
      to: [experts, requester],
      zh: { title: '求助已指派', text: '求助 {number} 已指派专家。' },
      en: { title: 'Expert assigned', text: 'An expert was assigned to help request {number}.' },
    },
    claim: {
      to: [requester],
      zh: { title: '专家已接单', text: '已有专家接下求助 {number}。' },
      en: { title: 'Claimed by an expert', text: 'An expert has taken on help request {number}.' },
    },
    release: {
      to: [requester, OPERATORS],
      zh: { title: '求助待重新指派', text: '求助 {number} 正在另寻专家。' },
      en: { title: 'Another expert is sought', text: 'Another expert is sought for help request {number}.' },
    },
    ask: {
      to: [requester],
      zh: { title: '专家有疑问', text: '专家就求助 {number} 提问，请答复；答复前办理时限暂停。' },
      en: {
        title: 'The expert asks',
        text: 'The expert has a question on help request {number}; it waits for your reply.',
      },
    },
    reply: {
      to: [experts],
      zh: { title: '求助人已答复', text: '求助 {number} 的提问已获答复。' },
      en: { title: 'Your question was answered', text: 'The requester has replied on help request {number}.' },
    },
    answer: {
      to: [requester],
      zh: { title: '求助已答复', text: '求助 {number} 已答复，请确认是否满意。' },
      en: { title: 'Answered', text: 'Help request {number} was answered: please say whether it helped.' },
    },
    accept: {
      to: [experts],
      zh: { title: '答复已采纳', text: '您对求助 {number} 的答复已被采纳。' },
      en: { title: 'Answer accepted', text: 'Your answer to help request {number} was accepted.' },
    },
    dissatisfy: {
      to: [experts, OPERATORS],
      zh: { title: '求助人不满意', text: '求助人对求助 {number} 的答复不满意，须继续办理。' },
      en: { title: 'Not satisfied', text: 'The requester is not satisfied with the answer to help request {number}.' },
    },
    request_extension: {
      to: [OPERATORS],
      zh: { title: '延期申请', text: '求助 {number} 的专家申请延期，请审批。' },
      en: { title: 'Extension requested', text: 'The expert asks for more time on help request {number}.' },
    },
    grant_extension: {
      to: [experts, requester],
      zh: { title: '已准予延期', text: '求助 {number} 的办理期限已延长。' },
      en: { title: 'Extension granted', text: 'Help request {number} was given more time.' },
    },
    refuse_extension: {
      to: [experts],
      zh: { title: '未准予延期', text: '求助 {number} 的延期申请未获批准。' },
      en: { title: 'Extension refused', text: 'Help request {number} gets no more time.' },
    },
    clock_warning: {
      to: [experts, OPERATORS],
      zh: { title: '办理时限将到', text: '求助 {number} 的办理时限将到，请抓紧办理。' },
      en: { title: 'Running out of time', text: 'Help request {number} is about to become late.' },
    },
    clock_breach: {
      to: [experts, OPERATORS],
      zh: { title: '求助已超期', text: '求助 {number} 已超过办理时限（催办）。' },
      en: { title: 'Late', text: 'Help request {number} is past its deadline.' },
    },
    clock_escalation: {
      to: [OPERATORS],
      zh: { title: '求助严重超期', text: '求助 {number} 严重超期，须由负责人处理。' },
      en: { title: 'Far too late', text: 'Help request {number} is far past its deadline and needs a decision.' },
    },
    time_out: {
      to: [requester, experts],
      zh: { title: '求助已关闭', text: '求助 {number} 久未答复提问，已关闭，可重新开启。' },
      en: {
        title: 'Closed without a reply',
        text: 'Help request {number} was closed for want of a reply; it can be reopened.',
      },
    },
    close: {
      to: [requester],
      zh: { title: '求助已办结', text: '求助 {number} 已办结，欢迎评价。' },
      en: { title: 'Closed', text: 'Help request {number} is closed; please rate it.' },
    },
    reopen: {
      to: [OPERATORS],
      zh: { title: '求助重新开启', text: '求助 {number} 被重新开启，待签收。' },
      en: { title: 'Reopened', text: 'Help request {number} was reopened and waits to be triaged.' },
    },
  },
});
