import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ContactRecords, PersonalDataKinds } from '@nqi/platform/personal-data';

/** Whose phone stands on orders as that of the contact. */
@Injectable()
export class OrderContactKind implements OnModuleInit {
  constructor(
    private readonly kinds: PersonalDataKinds,
    private readonly records: ContactRecords,
  ) {}

  onModuleInit(): void {
    const kind = this.records.kind({
      ...{ name: 'metrology_order', table: 'metrology_orders', author: 'created_by_id', hasName: true },
      discarded: ['draft', 'rejected', 'cancelled'],
      closed: ['closed'],
    });
    this.kinds.register(kind);
  }
}
