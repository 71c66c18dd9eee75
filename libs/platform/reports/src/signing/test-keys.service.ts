import { createPrivateKey, X509Certificate } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { CONFIG, type Config } from '@nqi/shared/config';
import { Transactions, type Tx } from '@nqi/shared/database';
import { newId } from '@nqi/shared/ids';
import { keyFor, seal, unseal } from '@nqi/shared/secrets';
import { IsNull } from 'typeorm';
import { keySigner } from './key-signer';
import { pemOf, type Signer } from './signer';
import { newTestAuthority, newTestKey, type TestKey } from './test-authority';
import { TestSigningKey } from './test-signing-key.entity';

/** Who signs. */
export interface Institution {
  id: string;
  name: string;
  uscc: string;
}

/**
 * Keys for institutions that have none of their own: one local authority an installation, made when it is first needed,
 * and a certificate of it for each of them.
 */
@Injectable()
export class TestKeys {
  private readonly secret: Buffer;
  private readonly signers = new Map<string, { signer: Signer; until: Date }>();

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    @Inject(CONFIG) { APP_SECRET }: Config,
  ) {
    this.secret = keyFor(APP_SECRET, 'test signing keys');
  }

  async of(institution: Institution): Promise<Signer> {
    const known = this.signers.get(institution.id);
    if (known && known.until > this.clock.now()) return known.signer;
    const { own, authority } = await this.transactions.run((tx) => this.findOrMake(tx, institution));
    const signer = keySigner(own.privateKey, [own.certificate, authority.certificate]);
    this.signers.set(institution.id, { signer, until: validUntil(own) });
    return signer;
  }

  /** The lock makes all processes agree on one authority and one key for each institution. */
  private async findOrMake(tx: Tx, institution: Institution): Promise<{ own: TestKey; authority: TestKey }> {
    await tx.sql(`SELECT pg_advisory_xact_lock(hashtext('test signing keys'))`);
    const now = this.clock.now();
    const authority = (await this.find(tx, null)) ?? (await this.keep(tx, null, await newTestAuthority(now)));
    const existing = await this.find(tx, institution.id);
    const isOfAuthority = existing && issued(authority, existing);
    const own = isOfAuthority ? existing : await newTestKey(institution, authority, now);
    return { own: isOfAuthority ? own : await this.keep(tx, institution.id, own), authority };
  }

  /** The latest that is in force; none where the server's secret is another one now, because nobody can use it. */
  private async find(tx: Tx, institutionId: string | null): Promise<TestKey | null> {
    const where = { institutionId: institutionId ?? IsNull() };
    const row = await tx.manager.findOne(TestSigningKey, { where, order: { createdAt: 'DESC', id: 'DESC' } });
    const pem = row && this.opened(row);
    if (!row || !pem) return null;
    const key = { privateKey: createPrivateKey(pem), certificate: new X509Certificate(row.certificate).raw };
    return validUntil(key) > this.clock.now() ? key : null;
  }

  private opened({ id, sealedKey }: TestSigningKey): string | null {
    try {
      return unseal(this.secret, sealedKey, id);
    } catch {
      return null;
    }
  }

  private async keep(tx: Tx, institutionId: string | null, key: TestKey): Promise<TestKey> {
    const id = newId();
    const sealedKey = seal(this.secret, String(key.privateKey.export({ type: 'pkcs8', format: 'pem' })), id);
    const row = { id, institutionId, certificate: pemOf(key.certificate), sealedKey, createdAt: this.clock.now() };
    await tx.manager.insert(TestSigningKey, row);
    return key;
  }
}

function issued(authority: TestKey, { certificate }: TestKey): boolean {
  return new X509Certificate(certificate).verify(new X509Certificate(authority.certificate).publicKey);
}

function validUntil({ certificate }: TestKey): Date {
  return new Date(new X509Certificate(certificate).validTo);
}
