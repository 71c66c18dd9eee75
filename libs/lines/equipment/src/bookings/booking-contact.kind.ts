import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ContactRecords, PersonalDataKinds } from '@nqi/platform/personal-data';

/** Whose phone stands on bookings as that of the contact. */
@Injectable()
export class BookingContactKind implements OnModuleInit {
  constructor(
    private readonly kinds: PersonalDataKinds,
    private readonly records: ContactRecords,
  ) {}

  onModuleInit(): void {
    const kind = this.records.kind({
      ...{ name: 'equipment_booking', table: 'equipment_bookings', author: 'booked_by_id', hasName: false },
      discarded: ['draft', 'cancelled', 'rejected'],
      closed: ['closed', 'no_show'],
    });
    this.kinds.register(kind);
  }
}
