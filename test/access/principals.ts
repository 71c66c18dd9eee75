import { UserService } from '../../libs/platform/identity/src/users/user.service';
import { Transactions } from '@nqi/shared/database';
import { newId } from '@nqi/shared/ids';
import jwt from 'jsonwebtoken';
import { hashPassword } from '../../libs/platform/identity/src/access/passwords';
import { SigningKeys } from '../../libs/platform/identity/src/access/signing-keys';
import { usccOf } from '../api/identity/uscc-of';
import type { TestCity } from '../support/city';
import { type Caller, callerOf, openSession, tokenOf } from '../support/client';

/** Somebody of the matrix, with the roles that the guard will find. */
export interface Principal {
  name: string;
  caller: Caller;
  roles: readonly string[];
}

/** Everybody who asks: the cast, and who the cast lacks. */
export interface Principals {
  /** Signed in, each a member of an organisation. */
  members: readonly Principal[];
  /** Who must be answered like somebody who is not signed in. */
  outsiders: readonly Principal[];
  /** A key that is good, but for nothing than `bookings:write`. */
  narrowKey: Principal;
}

/** Each organisation gets a person who holds no role that matters there. */
const LOWER = [
  'admin',
  'metrologyAdmin',
  'equipmentManager',
  'userUnit',
  'contractor',
  'hospital',
  'machineShop',
] as const;

export async function principalsOf(city: TestCity): Promise<Principals> {
  const { nobody, ...cast } = city.cast;
  const lower = await Promise.all(
    LOWER.map(async (name) => {
      const { organisationId } = cast[name];
      return [`${name}Lower`, await enter(city, organisationId, ['expert'])] as const;
    }),
  );
  const made = [...lower, ['otherRegulator', await otherRegulator(city)] as const];
  const members = [...Object.entries(cast), ...made].map(async ([name, caller]) => {
    return { name, caller, roles: await rolesOf(city, caller) };
  });
  return {
    members: await Promise.all(members),
    outsiders: await outsidersOf(city, nobody),
    narrowKey: await key(city, 'bookings:write'),
  };
}

let entered = 0;
const hashed = hashPassword('a matrix of people');

/** A new person with these roles, signed in. */
export async function enter(city: TestCity, organisationId: string, roles: readonly string[]): Promise<Caller> {
  entered += 1;
  const phone = `1390001${String(entered).padStart(4, '0')}`;
  const person = { name: '矩阵人员', phone, passwordHash: await hashed };
  const user = await city.app.get(Transactions).run((tx) => city.app.get(UserService).enter(tx, person));
  await city.db.query(
    `INSERT INTO memberships (id, user_id, organisation_id, roles, created_at, updated_at) VALUES ($1, $2, $3, $4, now(), now())`,
    [newId(), user.id, organisationId, roles],
  );
  await openSession(city.db, user.id);
  return callerOf(city.app, tokenOf(city.config, user.id), { userId: user.id, organisationId });
}

/** The regulator of a district in which nothing of the prepared city lies. */
async function otherRegulator(city: TestCity): Promise<Caller> {
  const { body } = await city.cast.operator.post('/v1/organisations', {
    ...{ name: '招远市市场监督管理局（测试）', uscc: usccOf(4_711), capabilities: ['regulator'] },
    districtCode: '370685',
  });
  return enter(city, body.id as string, ['regulator', 'org_admin']);
}

async function rolesOf({ db }: TestCity, { userId, organisationId }: Caller): Promise<string[]> {
  const [row] = await db.query('SELECT roles FROM memberships WHERE user_id = $1 AND organisation_id = $2', [
    userId,
    organisationId,
  ]);
  return row.roles as string[];
}

/** A key that the user unit made for a system of its own. */
async function key(
  { app, cast }: TestCity,
  scope: string,
  spoil = (made: string) => made,
): Promise<Principal & { id: string }> {
  const { body } = await cast.userUnit.post('/v1/api-keys', {
    name: `${scope} ${++entered}`,
    scopes: [scope],
    expiresInDays: 30,
  });
  return {
    name: `key for ${scope}`,
    caller: callerOf(app, spoil(body.key as string)),
    roles: [],
    id: body.id as string,
  };
}

/** The owner's own tokens and keys, spoilt, and colleagues of theirs who may no longer come in. */
async function outsidersOf(city: TestCity, nobody: Caller): Promise<Principal[]> {
  const { config, app } = city;
  const { userUnit, securityAdmin } = city.cast;
  const suspended = await enter(city, userUnit.organisationId, ['ent_admin']);
  await securityAdmin.post(`/v1/users/${suspended.userId}/suspension`, { reason: '账号被他人使用' });
  const revoked = await enter(city, userUnit.organisationId, ['ent_admin']);
  await city.db.query(`UPDATE sessions SET ended_at = now(), end_reason = 'revoked' WHERE user_id = $1`, [
    revoked.userId,
  ]);
  const sign = (change: object, secret = config.JWT_PRIVATE_KEY): string =>
    jwt.sign({ sid: userUnit.userId }, secret, {
      ...{ algorithm: 'ES256', subject: userUnit.userId, issuer: 'nqi', audience: 'nqi-api', expiresIn: 3600 },
      ...{ keyid: new SigningKeys(config).signingKid, ...change },
    });
  const tokens = {
    'expired token': sign({ expiresIn: -1 }),
    'token for another audience': sign({ audience: 'others' }),
    'token with a spoilt signature': `${sign({}).slice(0, -8)}AAAAAAAA`,
  };
  const [ended, over] = [await key(city, 'read'), await key(city, 'read')];
  await userUnit.post(`/v1/api-keys/${ended.id}/revocation`);
  await city.db.query(`UPDATE api_keys SET created_at = now() - interval '2 days', expires_at = now() WHERE id = $1`, [
    over.id,
  ]);
  const keys = {
    'revoked key': ended,
    'expired key': over,
    'spoilt key': await key(city, 'read', (made) => `${made.slice(0, -1)}${made.endsWith('0') ? '1' : '0'}`),
  };
  const made = Object.entries(keys).map(([name, { caller }]) => [name, caller] as const);
  const spoilt = Object.entries(tokens).map(([name, token]) => [name, callerOf(app, token)] as const);
  return [
    ['nobody', nobody] as const,
    ['revoked session', revoked] as const,
    ['suspended', suspended] as const,
    ...spoilt,
    ...made,
  ].map(([name, caller]) => ({
    ...{ name, caller, roles: [] },
  }));
}
