import type { RecordNotices } from '../notice-kind';
import { holders, member, members, OPERATORS, person, when } from '../recipients';

const administrators = members('r.organisation_id', 'answer_join_requests');
const asker = person('r.user_id');
const inviter = member('r.invited_by', 'r.organisation_id');

const joinRequests: RecordNotices = {
  record: 'join_request',
  from: 'join_requests r JOIN organisations o ON o.id = r.organisation_id',
  facts: { organisation: 'o.name' },
  href: '/v1/join-requests/',
  events: {
    ask: {
      // Of an unclaimed organisation the platform decides.
      to: [when('NOT r.is_claim', administrators), when('r.is_claim', OPERATORS)],
      zh: { title: '加入申请待处理', text: '有人申请加入{organisation}，请审核。' },
      en: { title: 'Somebody asks to join', text: 'Somebody asks to join {organisation}: please decide.' },
    },
    approve: {
      to: [asker],
      zh: { title: '加入申请已通过', text: '您已成为{organisation}的成员。' },
      en: { title: 'You have joined', text: 'You are a member of {organisation} now.' },
    },
    refuse: {
      to: [asker],
      zh: { title: '加入申请未通过', text: '您加入{organisation}的申请未获通过，理由见申请。' },
      en: { title: 'Not admitted', text: 'Your request to join {organisation} was refused; the request says why.' },
    },
  },
};

const invitations: RecordNotices = {
  record: 'invitation',
  from: 'invitations r JOIN organisations o ON o.id = r.organisation_id',
  facts: { organisation: 'o.name' },
  href: '/v1/invitations/',
  events: {
    accept: {
      to: [inviter],
      zh: { title: '邀请已接受', text: '您邀请的人已加入{organisation}。' },
      en: { title: 'Invitation accepted', text: 'The person you invited has joined {organisation}.' },
    },
    decline: {
      to: [inviter],
      zh: { title: '邀请被谢绝', text: '您邀请的人没有加入{organisation}。' },
      en: { title: 'Invitation declined', text: 'The person you invited did not join {organisation}.' },
    },
  },
};

const own = [holders('r.id', 'ent_admin'), holders('r.id', 'org_admin')];

const organisations: RecordNotices = {
  record: 'organisation',
  from: 'organisations r',
  facts: { organisation: 'r.name' },
  href: '/v1/organisations/',
  events: {
    submit_evidence: {
      to: [OPERATORS],
      zh: { title: '单位待核验', text: '{organisation}已提交证明材料，请核验。' },
      en: { title: 'An organisation to verify', text: '{organisation} has submitted its evidence.' },
    },
    verify: {
      to: own,
      zh: { title: '单位已核验', text: '{organisation}已通过核验。' },
      en: { title: 'Organisation verified', text: '{organisation} has been verified.' },
    },
    return: {
      to: own,
      zh: { title: '核验材料被退回', text: '{organisation}的证明材料被退回，请按意见补正后重新提交。' },
      en: {
        title: 'Evidence returned',
        text: 'The evidence of {organisation} was returned: correct it and submit again.',
      },
    },
    freeze: {
      to: own,
      zh: { title: '单位已冻结', text: '{organisation}已被冻结，成员暂时只能查阅。' },
      en: { title: 'Organisation frozen', text: '{organisation} is frozen; its members can only read.' },
    },
    unfreeze: {
      to: own,
      zh: { title: '单位已解冻', text: '{organisation}已解除冻结。' },
      en: { title: 'Organisation unfrozen', text: '{organisation} is no longer frozen.' },
    },
  },
};

/** Whoever ends it, the other side learns of it; the person as themselves, because they are no member any more. */
const memberships: RecordNotices = {
  record: 'membership',
  from: 'memberships r JOIN organisations o ON o.id = r.organisation_id',
  facts: { organisation: 'o.name' },
  href: '/v1/memberships/',
  events: {
    leave: {
      to: [administrators],
      zh: { title: '成员已退出', text: '一名成员已退出{organisation}，其权限已终止。' },
      en: { title: 'A member has left', text: 'A member has left {organisation}; their rights have ended.' },
    },
    remove: {
      to: [person('r.user_id')],
      zh: { title: '成员资格已终止', text: '您已不再是{organisation}的成员；如有疑问，请联系该单位管理员。' },
      en: {
        title: 'Membership ended',
        text: 'You are no longer a member of {organisation}; its administrators can say why.',
      },
    },
  },
};

/** What people are told about belonging; they stand here because identity knows nothing of notices. */
export const identityNotices: readonly RecordNotices[] = [joinRequests, invitations, memberships, organisations];
