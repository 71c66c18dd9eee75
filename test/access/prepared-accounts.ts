import { newId } from '@nqi/shared/ids';
import { enterpriseIn, nowhere, ok } from '../api/identity/given-organisations';
import type { TestCity } from '../support/city';
import type { Caller } from '../support/client';
import { given, TODAY } from '../support/given';
import { offerOf } from '../support/mandates';
import type { Prepared } from './prepared-city';
import { enter } from './principals';

/** What lies between organisations and people: mandates, invitations, requests to join, memberships. */
export async function belonging(city: TestCity): Promise<Partial<Prepared>> {
  const { userUnit, contractor, machineShopUser, stranger } = city.cast;
  const device = await given(city).elevator();
  const offer = offerOf(userUnit, contractor, { subjectIds: [device.id] });
  const mandate = ok(await userUnit.post('/v1/mandates', offer));
  const invitation = ok(await userUnit.post('/v1/invitations', { phone: '13800000061', roles: ['ent_user'] }));
  const joining = { organisationId: userUnit.organisationId, note: '新入职' };
  const asked = ok(await machineShopUser.post('/v1/join-requests', joining));
  const other = ok(await (await nowhere(city)).post('/v1/join-requests', joining));
  const leaver = await enter(city, userUnit.organisationId, ['ent_user']);
  const { organisationId: reviewed } = await enterpriseIn(city, 'verifying');
  const path = 'POST /v1/organisations/{id}/';
  const reviews = ['verification', 'return', 'freeze', 'unfreezing', 'cancellation'];
  return {
    own: {
      ...{ mandate: mandate.id, invitation: invitation.id, join_request: asked.id },
      membership: await membershipOf(city, userUnit.userId),
    },
    ready: {
      ...Object.fromEntries(reviews.map((review) => [path + review, reviewed])),
      'POST /v1/memberships/{id}/removal': await membershipOf(city, leaver.userId),
      'POST /v1/join-requests/{id}/approval': other.id,
    },
    named: {
      ...{ mandatorId: userUnit.organisationId, holderId: contractor.organisationId },
      'POST /v1/mandates subjectIds': device.id,
    },
    foreign: { 'POST /v1/mandates subjectIds': await unmandated(stranger, contractor) },
  };
}

/** What a person has with the platform itself. */
export async function accounts(city: TestCity): Promise<Partial<Prepared>> {
  const { userUnit } = city.cast;
  const { items: texts } = ok(await userUnit.get('/v1/consent-texts'));
  const { purpose, version } = texts[0];
  const consent = ok(await userUnit.post('/v1/consents', { purpose, version, channel: 'web' }));
  const correction = { kind: 'correction', correctedName: '张三丰', reason: '写错了' };
  const request = ok(await userUnit.post('/v1/data-requests', correction));
  const copy = ok(await userUnit.post('/v1/data-requests', { kind: 'access' }));
  const colleague = await enter(city, userUnit.organisationId, ['ent_user']);
  const [{ id: mandateId }] = ok(await userUnit.get('/v1/mandates?state=active')).items;
  const { items: events } = ok(await userUnit.get('/v1/audit-events?limit=1'));
  return {
    own: {
      ...{ consent: consent.id, data_request: request.id, 'data_request.copy': copy.id, audit_event: events[0].id },
      ...{ user: colleague.userId, 'user.account': colleague.userId },
      ...{ session: userUnit.userId, wechat_link: await wechatLink(city, userUnit.userId) },
      api_key: await keyOf(userUnit),
    },
    named: { actorId: userUnit.userId, mandateId },
  };
}

async function membershipOf({ db }: TestCity, userId: string): Promise<string> {
  const [row] = await db.query('SELECT id FROM memberships WHERE user_id = $1', [userId]);
  return row.id as string;
}

/** Of the stranger, kept by the contractor, who holds no mandate over it and does not read what is filed for it. */
async function unmandated({ post }: Caller, contractor: Caller): Promise<string> {
  const body = {
    ...{ categoryCode: '3110', internalNo: 'S-2', address: '龙口市陌生路 2 号', districtCode: '370681' },
    ...{ floors: 8, stops: 8, doors: 8, liftHeightM: '24', ratedLoadKg: '800', ratedSpeedMs: '1' },
    ...{ baseMonth: '2025-03', maintenanceUnitId: contractor.organisationId },
  };
  const { id } = ok(await post('/v1/elevators', body));
  const filing = ok(await post('/v1/elevator-filings', { elevatorId: id, requestedOn: TODAY }));
  ok(await post(`/v1/elevator-filings/${filing.id}/submission`));
  return id as string;
}

async function keyOf({ post }: Caller): Promise<string> {
  const { id } = ok(await post('/v1/api-keys', { name: '楼宇系统', scopes: ['read'], expiresInDays: 30 }));
  return id as string;
}

/** As the sign-in with WeChat would leave it. */
async function wechatLink({ db }: TestCity, userId: string): Promise<string> {
  const id = newId();
  await db.query(
    `INSERT INTO wechat_identities (id, user_id, app, openid) VALUES ($1, $2, 'mini_program', 'o-matrix')`,
    [id, userId],
  );
  return id;
}
