import { resolve } from 'node:path';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type FormKind, FormKinds } from '@nqi/platform/forms';
import type { Actor } from '@nqi/platform/identity';
import { Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { FilingFormContentService } from './filing-form-content.service';
import { FilingQueries, scopesOf } from './filing.queries';

/** 报检单 of filings, and of everything that was filed in one go: for the organisations that deal with them. */
@Injectable()
export class FilingFormKind implements OnModuleInit {
  constructor(
    private readonly kinds: FormKinds,
    private readonly queries: FilingQueries,
    private readonly content: FilingFormContentService,
    private readonly transactions: Transactions,
  ) {}

  onModuleInit(): void {
    const shared = { templatePath: resolve(__dirname, 'filing-form.typ') };
    const filings: FormKind = {
      ...{ ...shared, name: 'elevator_filing_form', most: 100 },
      title: { zh: '电梯定期检验报检单', en: 'Elevator inspection filing form' },
      assertReads: (actor, ids) => this.assertReads(actor, ids),
      data: (actor, ids, reason) => this.content.of(actor, ids, reason),
    };
    const batches: FormKind = {
      ...{ ...shared, name: 'elevator_filing_batch_form', most: 1 },
      title: { zh: '电梯定期检验批量报检单', en: 'Elevator inspection filing forms of a batch' },
      assertReads: async (actor, ids) => {
        for (const id of ids) await this.queries.batch(actor, id);
      },
      data: async (actor, ids, reason) => this.content.of(actor, await this.filingsOf(ids), reason),
    };
    this.kinds.register(filings);
    this.kinds.register(batches);
  }

  private async assertReads(actor: Actor, ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const filing = await this.queries.whole(actor, id);
      const dealing = [filing.userUnitId, filing.filedByOrganisationId, filing.institutionId];
      if (!dealing.includes(actor.organisationId) && scopesOf(filing).size === 0) {
        throw new DomainError('record.not_found');
      }
    }
  }

  /** A batch in which every row was refused has nothing to print. */
  private async filingsOf(batchIds: readonly string[]): Promise<string[]> {
    const rows = await this.transactions.run((tx) =>
      tx.sql<{ id: string }>('SELECT id FROM elevator_filings WHERE batch_id = ANY($1) ORDER BY id', [batchIds]),
    );
    if (rows.length === 0) throw new DomainError('record.not_found');
    return rows.map(({ id }) => id);
  }
}
