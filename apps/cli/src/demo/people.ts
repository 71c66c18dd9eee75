import type { Role } from '@nqi/platform/identity';
import { DEMO_PASSWORD, demoOrganisations } from '../demo-city';
import type { ApiClient } from './api-client';

/** The people of the demo city who play along, each as a client that is signed in. */
export interface People {
  propertyManager: ApiClient;
  clerk: ApiClient;
  finance: ApiClient;
  institutionAdmin: ApiClient;
  inspector: ApiClient;
  /** Ids of both inspectors: they go in pairs. */
  inspectorIds: string[];
  checker: ApiClient;
  signatory: ApiClient;
}

/** An enterprise that has just registered itself, with its administrator signed in. */
export interface Enterprise {
  id: string;
  name: string;
  client: ApiClient;
}

/** What an enterprise says of itself; everybody is named for what they do. */
export interface EnterpriseFacts {
  name: string;
  uscc: string;
  capability: 'user_unit' | 'maintenance_unit';
  /** Of the office; it is printed as the number for emergencies. */
  phone?: string;
  administrator: { name: string; phone: string };
}

/** Registers an enterprise as anybody may do. */
export async function register(api: ApiClient, facts: EnterpriseFacts): Promise<Enterprise> {
  const { name, uscc, phone, capability, administrator } = facts;
  const body = {
    organisation: { name, uscc, phone, capabilities: [capability] },
    administrator: { ...administrator, password: DEMO_PASSWORD },
  };
  const answer = await api.post<{ accessToken: string; organisation: { id: string } }>('/v1/auth/registration', body);
  return { id: answer.organisation.id, name, client: api.as(answer.accessToken) };
}

/** Signs in the user unit and the people of the institution. */
export async function signInPeople(api: ApiClient): Promise<People> {
  const one = (organisation: string, role: Role): Promise<ApiClient> => signInAs(api, organisation, role);
  const [propertyManager, clerk, finance, institutionAdmin, checker, signatory] = await Promise.all([
    one('user_unit', 'ent_admin'),
    one('institution', 'org_clerk'),
    one('institution', 'finance'),
    one('institution', 'org_admin'),
    one('institution', 'checker'),
    one('institution', 'signatory'),
  ]);
  const inspectors = await Promise.all(phonesOf('institution', 'inspector').map((phone) => signIn(api, phone)));
  const ids = await Promise.all(inspectors.map((inspector) => inspector.get<{ id: string }>('/v1/me')));
  const inspector = inspectors[0] ?? api;
  const others = { propertyManager, clerk, finance, institutionAdmin, checker, signatory };
  return { ...others, inspector, inspectorIds: ids.map(({ id }) => id) };
}

/** Signs in the first person of a demo organisation (by its key) who has the role. */
export function signInAs(api: ApiClient, organisation: string, role: Role): Promise<ApiClient> {
  return signIn(api, phonesOf(organisation, role)[0] ?? '');
}

async function signIn(api: ApiClient, phone: string): Promise<ApiClient> {
  const { accessToken } = await api.post<{ accessToken: string }>('/v1/auth/token', { phone, password: DEMO_PASSWORD });
  return api.as(accessToken);
}

function phonesOf(organisation: string, role: Role): string[] {
  const people = demoOrganisations.find(({ key }) => key === organisation)?.people ?? [];
  return people.filter(({ roles }) => roles.includes(role)).map(({ phone }) => phone);
}
