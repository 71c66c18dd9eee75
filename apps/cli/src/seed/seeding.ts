import type { Abstract, Type } from '@nestjs/common';
import { type Actor, type Capability, type Role, UserService } from '@nqi/platform/identity';
import type { Tx } from '@nqi/shared/database';

/** What a part of the demo city is entered with: the real services, in one transaction, by the people of the city. */
export interface Seeding {
  tx: Tx;
  get<T>(service: Type<T> | Abstract<T>): T;
  /** An organisation of the demo city by its key, for example `hospital`. */
  organisationId(key: string): string;
}

interface Member {
  userId: string;
  organisationId: string;
  roles: Role[];
  capabilities: Capability[];
  districtCode: string | null;
}

/** A person of the demo city, as the api would know them after sign-in. */
export async function actorOf(seeding: Seeding, phone: string): Promise<Actor> {
  const user = await seeding.get(UserService).byPhone(phone);
  const [member] = await seeding.tx.sql<Member>(
    `SELECT m.user_id AS "userId", m.organisation_id AS "organisationId", m.roles, o.capabilities,
            o.district_code AS "districtCode"
     FROM memberships m JOIN organisations o ON o.id = m.organisation_id
     WHERE m.user_id = $1 AND m.state = 'active'`,
    [user?.id],
  );
  if (!member) throw new Error(`nobody in the demo city has the phone ${phone}`);
  return { ...member, roles: new Set(member.roles), capabilities: new Set(member.capabilities) };
}
