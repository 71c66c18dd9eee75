import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ContactRecords, PersonalDataKinds } from '@nqi/platform/personal-data';

/** Whose phone stands on filings as that of the contact. */
@Injectable()
export class FilingContactKind implements OnModuleInit {
  constructor(
    private readonly kinds: PersonalDataKinds,
    private readonly records: ContactRecords,
  ) {}

  onModuleInit(): void {
    const kind = this.records.kind({
      ...{ name: 'elevator_filing', table: 'elevator_filings', author: 'filed_by_id', hasName: true },
      discarded: ['draft', 'withdrawn', 'not_accepted'],
      closed: ['archived'],
    });
    this.kinds.register(kind);
  }
}
