import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type MandateKind, MandateKinds } from '@nqi/platform/mandates';
import type { Tx } from '@nqi/shared/database';

/** How the platform calls a device, as what a mandate covers. */
export const ELEVATOR = 'elevator';

/** A user unit lets a contractor act for its devices. */
@Injectable()
export class ElevatorMandateKind implements MandateKind, OnModuleInit {
  readonly name = ELEVATOR;
  readonly mandatorCapability = 'user_unit';
  readonly holderCapability = 'maintenance_unit';

  constructor(private readonly kinds: MandateKinds) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  async foreign(tx: Tx, userUnitId: string, elevatorIds: readonly string[]): Promise<Set<string>> {
    const rows = await tx.sql<{ id: string }>(
      `SELECT wanted.id FROM unnest($2::uuid[]) AS wanted(id)
       WHERE NOT EXISTS (SELECT FROM elevators e WHERE e.id = wanted.id AND e.user_unit_id = $1)`,
      [userUnitId, elevatorIds],
    );
    return new Set(rows.map(({ id }) => id));
  }
}
