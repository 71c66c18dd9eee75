import { OrganisationService } from '@nqi/platform/identity';
import { Transactions } from '@nqi/shared/database';
import type { TestCity } from '../../support/city';
import { type Answer, type Caller, callerOf } from '../../support/client';
import { usccOf } from './uscc-of';

export const EVIDENCE = {
  kind: 'business_licence',
  licenceNo: '91370602MA3CX7TE1D',
  legalRepresentative: '王建国',
  licenceIssuedOn: '2019-05-06',
};

let serial = 3_000;

/** Another phone that nobody has. */
export function freshPhone(): string {
  serial += 1;
  return `1390009${String(serial).padStart(4, '0')}`;
}

/** Another code that nobody has. */
export function freshUscc(): string {
  serial += 1;
  return usccOf(serial);
}

export function registrationOf(organisation: object = {}, administrator: object = {}): any {
  const person = { name: '经办人', phone: freshPhone(), password: 'long enough', ...administrator };
  const uscc = freshUscc();
  return {
    organisation: { name: `待核验企业${uscc.slice(-6)}`, uscc, capabilities: ['user_unit'], ...organisation },
    administrator: person,
  };
}

/** Fails loudly when a step of the preparation is refused. */
export function ok({ status, body }: Answer): any {
  if (status >= 400) throw new Error(`a step of the preparation was refused: ${JSON.stringify(body)}`);
  return body;
}

/** The person whom an access token names. */
export async function callerWith({ app }: TestCity, accessToken: string): Promise<Caller> {
  const { id, organisationId } = ok(await callerOf(app, accessToken).get('/v1/me'));
  return callerOf(app, accessToken, { userId: id, organisationId: organisationId ?? '' });
}

/** Registers an enterprise, or claims one; its person is signed in. */
export async function register(city: TestCity, body: any = registrationOf()): Promise<Caller & { answer: any }> {
  const answer = ok(await city.cast.nobody.post('/v1/auth/registration', body));
  return { ...(await callerWith(city, answer.accessToken)), answer };
}

/** An account that belongs nowhere: made by a claim that was withdrawn. */
export async function nowhere(city: TestCity, phone = freshPhone()): Promise<Caller> {
  const { uscc } = await unclaimed(city);
  const person = await register(city, registrationOf({ uscc }, { phone }));
  ok(await person.post(`/v1/join-requests/${person.answer.joinRequestId}/withdrawal`));
  return person;
}

/** An enterprise that an import named. */
export function unclaimed({ app }: TestCity, facts: object = {}): Promise<any> {
  const named = { name: '导入登记企业', uscc: freshUscc(), ...facts };
  return app.get(Transactions).run((tx) => app.get(OrganisationService).enterUnclaimed(tx, named));
}

export type Standing = 'registered' | 'verifying' | 'verified' | 'frozen' | 'frozen_unverified' | 'cancelled';

/** An enterprise driven into a state by the real events, with its administrator. */
export async function enterpriseIn(city: TestCity, state: Standing): Promise<Caller> {
  const admin = await register(city);
  const { operator } = city.cast;
  const path = `/v1/organisations/${admin.organisationId}`;
  const reason = { reason: '材料待查' };
  const steps: Record<string, () => Promise<Answer>> = {
    evidence: () => admin.post(`${path}/evidence`, EVIDENCE),
    verification: () => operator.post(`${path}/verification`),
    freeze: () => operator.post(`${path}/freeze`, reason),
    cancellation: () => operator.post(`${path}/cancellation`, reason),
  };
  const roads: Record<Standing, string[]> = {
    registered: [],
    verifying: ['evidence'],
    verified: ['evidence', 'verification'],
    frozen: ['evidence', 'verification', 'freeze'],
    frozen_unverified: ['freeze'],
    cancelled: ['cancellation'],
  };
  for (const step of roads[state]) ok(await (steps[step]?.() ?? Promise.reject(new Error(step))));
  return admin;
}

/** A colleague of the administrator, with an account of their own. */
export async function colleague(
  city: TestCity,
  admin: Caller,
  roles: string[],
): Promise<Caller & { membershipId: string }> {
  const person = { name: '同事', phone: freshPhone(), password: 'long enough' };
  const { id } = ok(await admin.post('/v1/memberships', { ...person, roles }));
  const { phone, password } = person;
  const { accessToken } = ok(await city.cast.nobody.post('/v1/auth/token', { phone, password }));
  return { ...(await callerWith(city, accessToken)), membershipId: id };
}
