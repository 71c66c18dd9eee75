import { DEMO_PASSWORD } from '../demo-city';
import type { ApiClient } from './api-client';

/** Who plays in the story of the gauges, by their phones in the demo city. */
const PHONES = {
  hospital: '13800000062',
  admin: '13800000030',
  clerk: '13800000031',
  finance: '13800000032',
  verifier: '13800000033',
  checker: '13800000035',
  signatory: '13800000036',
} as const;

/** The hospital and the people of the metrology institute, each signed in. */
export type MetrologyPeople = Record<keyof typeof PHONES, ApiClient> & { verifierId: string; laboratoryId: string };

export async function signInMetrologists(api: ApiClient): Promise<MetrologyPeople> {
  const clients: Partial<Record<keyof typeof PHONES, ApiClient>> = {};
  for (const [name, phone] of Object.entries(PHONES)) {
    const { accessToken } = await api.post<{ accessToken: string }>('/v1/auth/token', {
      phone,
      password: DEMO_PASSWORD,
    });
    clients[name as keyof typeof PHONES] = api.as(accessToken);
  }
  const people = clients as Record<keyof typeof PHONES, ApiClient>;
  const me = await people.verifier.get<{ id: string; organisationId: string }>('/v1/me');
  return { ...people, verifierId: me.id, laboratoryId: me.organisationId };
}
