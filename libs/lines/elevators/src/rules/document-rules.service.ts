import { Injectable } from '@nestjs/common';
import { Transactions } from '@nqi/shared/database';

interface DocumentRule {
  readonly document: string;
  readonly isRequired: boolean;
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
}

/** Rules change by new rows; every process notices within a minute. */
const BELIEVED_MS = 60_000;

/** The documents that a filing takes (HANDBOOK §2.7), and those that it cannot do without. */
@Injectable()
export class DocumentRulesService {
  private rules: { rows: DocumentRule[]; readAt: number } | undefined;

  constructor(private readonly transactions: Transactions) {}

  async takenOn(day: string): Promise<string[]> {
    return (await this.inForce(day)).map(({ document }) => document);
  }

  async requiredOn(day: string): Promise<string[]> {
    return (await this.inForce(day)).filter(({ isRequired }) => isRequired).map(({ document }) => document);
  }

  private async inForce(day: string): Promise<DocumentRule[]> {
    if (!this.rules || this.rules.readAt + BELIEVED_MS < Date.now()) {
      const rows = await this.transactions.manager.query<DocumentRule[]>(
        `SELECT document, is_required AS "isRequired", effective_from AS "effectiveFrom", effective_to AS "effectiveTo"
         FROM elevator_document_rules ORDER BY document`,
      );
      this.rules = { rows, readAt: Date.now() };
    }
    return this.rules.rows.filter(
      (one) => one.effectiveFrom <= day && (one.effectiveTo === null || day <= one.effectiveTo),
    );
  }
}
