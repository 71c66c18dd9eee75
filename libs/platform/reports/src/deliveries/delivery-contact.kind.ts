import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ERASED_NAME } from '@nqi/platform/identity';
import { type Person, type PersonalDataKind, PersonalDataKinds } from '@nqi/platform/personal-data';
import type { Tx } from '@nqi/shared/database';
import { type Encrypted, Secrets } from '@nqi/shared/secrets';
import { DELIVERY_EMAIL, DELIVERY_PHONE } from './report-delivery.entity';

/** Binds `$1` to the person's index, `$2` to the time from which on records are another's. */
const MINE = `contact_phone_index = $1 AND created_at < coalesce($2, 'infinity'::timestamptz)`;

interface Row {
  id: string;
  contactName: string | null;
  contactPhone: Encrypted | null;
  contactEmail: Encrypted | null;
  address: string | null;
  receivedBy: string | null;
}

/** Whom reports were delivered to. That they were is kept; to whom, only as long as the person wants. */
@Injectable()
export class DeliveryContactKind implements PersonalDataKind, OnModuleInit {
  readonly name = 'report_delivery';
  readonly columns = [DELIVERY_PHONE, DELIVERY_EMAIL] as const;

  constructor(
    private readonly kinds: PersonalDataKinds,
    private readonly secrets: Secrets,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  async collect(tx: Tx, person: Person): Promise<unknown> {
    const rows = await tx.sql<Row>(
      `SELECT id, channel, state, contact_name AS "contactName", contact_phone AS "contactPhone",
              contact_email AS "contactEmail", address, received_by AS "receivedBy", created_at AS "createdAt"
       FROM report_deliveries WHERE ${MINE} ORDER BY id`,
      this.values(person),
    );
    return rows.map((row) => ({
      ...row,
      contactPhone: this.secrets.decrypt({ column: DELIVERY_PHONE, id: row.id }, row.contactPhone),
      contactEmail: this.secrets.decrypt({ column: DELIVERY_EMAIL, id: row.id }, row.contactEmail),
    }));
  }

  /** What is still under way goes no further: nobody would know where to. */
  async erase(tx: Tx, person: Person): Promise<void> {
    await tx.sql(
      `UPDATE report_deliveries SET contact_phone = NULL, contact_phone_index = NULL, contact_email = NULL,
              contact_email_index = NULL, address = NULL, contact_name = $3,
              received_by = CASE WHEN received_by IS NOT NULL THEN $3 END, version = version + 1
       WHERE ${MINE}`,
      [...this.values(person), ERASED_NAME],
    );
  }

  private values({ indexes, before }: Person): unknown[] {
    return [indexes[DELIVERY_PHONE] ?? null, before];
  }
}
