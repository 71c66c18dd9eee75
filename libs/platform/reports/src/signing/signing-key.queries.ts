import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Conditions, Lists, type Page } from '@nqi/shared/http';
import type { ListedKey, SigningKeyQuery } from './signing-key.dto';
import { SigningKey } from './signing-key.entity';

const LISTED = `k.id, k.subject, k.issuer, k.serial, k.fingerprint, k.algorithm, k.valid_from AS "validFrom",
  k.valid_until AS "validUntil", k.is_test AS "isTest", k.created_at AS "createdAt"`;

@Injectable()
export class SigningKeyQueries {
  constructor(
    private readonly lists: Lists,
    private readonly transactions: Transactions,
  ) {}

  /** Those of the own institution, the latest first. */
  list({ organisationId }: Actor, page: SigningKeyQuery): Promise<Page<ListedKey>> {
    return this.lists.page<ListedKey>({
      columns: LISTED,
      from: 'signing_keys k',
      where: new Conditions().or('k.institution_id = ?', organisationId),
      page,
      sort: '-createdAt',
      sortBy: 'k.created_at',
      id: 'k.id',
      valueOf: ({ createdAt }) => createdAt,
    });
  }

  /** @returns PEM: the certificate, then its issuers. @throws DomainError record.not_found */
  async certificate(fingerprint: string): Promise<string> {
    const key = await this.transactions.manager.findOneBy(SigningKey, { fingerprint: fingerprint.toLowerCase() });
    if (!key) throw new DomainError('record.not_found');
    return key.certificates;
  }
}
