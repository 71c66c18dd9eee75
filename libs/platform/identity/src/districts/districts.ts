import { Injectable } from '@nestjs/common';
import type { Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';

/** The districts of the city, with historical and statistical codes; rows, not constants. */
@Injectable()
export class Districts {
  /** The codes among `codes` that are no district, past or present. */
  async unknown(tx: Tx, codes: readonly string[]): Promise<Set<string>> {
    const rows = await tx.sql<{ code: string }>(
      'SELECT code FROM unnest($1::text[]) AS given (code) WHERE NOT EXISTS (SELECT FROM districts d WHERE d.code = given.code)',
      [[...new Set(codes)]],
    );
    return new Set(rows.map(({ code }) => code));
  }

  /** @throws DomainError request.invalid */
  async assertKnown(tx: Tx, code: string | null | undefined, pointer: string): Promise<void> {
    if (!code || (await this.unknown(tx, [code])).size === 0) return;
    throw new DomainError('request.invalid', { errors: [{ pointer, code: 'field.unknown_district' }] });
  }
}
