import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { CONFIG, type Config } from '@nqi/shared/config';
import { Transactions } from '@nqi/shared/database';
import { newId } from '@nqi/shared/ids';
import { LOGGER, type Logger } from '@nqi/shared/logging';
import { Organisation } from '@nqi/platform/identity';
import type { Typeset } from '../typesetting';
import { ConfiguredKeys } from './configured-keys';
import { signPdf } from './pdf-signing';
import type { ReportSignature } from './report-signature.entity';
import { assertValidAt, ownFacts, pemOf, type Signer, SigningError } from './signer';
import { SigningKey } from './signing-key.entity';
import { type Institution, TestKeys } from './test-keys.service';
import { HttpTimestampAuthority, type TimestampAuthority } from './timestamp-authority';

/** An institution with the key that it signs with today. */
export interface InstitutionSigner {
  institution: Institution;
  signer: Signer;
  signingKeyId: string;
  isTest: boolean;
}

/** What is recorded of a signature, but for the file that it is in. */
export type Signature = Omit<ReportSignature, 'id'>;

/** Signs what institutions issue: each with its own key, or with a test key until it has one. */
@Injectable()
export class Signing {
  private readonly configured: ConfiguredKeys;
  private readonly timestamps: TimestampAuthority | null;
  private readonly registered = new Map<string, string>();

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly testKeys: TestKeys,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    const { TIMESTAMP_URL, TIMESTAMP_TIMEOUT_MS } = config;
    this.configured = new ConfiguredKeys(config);
    this.timestamps = TIMESTAMP_URL ? new HttpTimestampAuthority(TIMESTAMP_URL, TIMESTAMP_TIMEOUT_MS) : null;
  }

  /** @throws SigningError when the institution's own key cannot be used; a test key never stands in for it */
  async signerOf(institutionId: string): Promise<InstitutionSigner> {
    const { id, name, uscc } = await this.transactions.manager.findOneByOrFail(Organisation, { id: institutionId });
    const institution = { id, name, uscc: uscc ?? '' };
    const own = await this.configured.of(institution.uscc);
    if (own) assertValidAt(own, this.clock.now());
    const signer = own ?? (await this.testKeys.of(institution));
    const signingKeyId = await this.register(institution, signer, own === null);
    return { institution, signer, signingKeyId, isTest: own === null };
  }

  /** @throws SigningError timestamp_unavailable where a timestamp is required */
  async sign({ pdf, seal }: Typeset, by: InstitutionSigner): Promise<{ pdf: Buffer; signature: Signature }> {
    const at = this.clock.now();
    const order = { signer: by.signer, seal, name: by.institution.name, at };
    const signed = await signPdf(pdf, { ...order, timestamps: this.timestamps }).catch((error: unknown) => {
      if (!this.mayGoWithout(error)) throw error;
      this.logger.warn({ err: error }, 'a report is signed without a timestamp');
      return signPdf(pdf, { ...order, timestamps: null });
    });
    const { digest, timestampedAt } = signed;
    return { pdf: signed.pdf, signature: { signingKeyId: by.signingKeyId, digest, signedAt: at, timestampedAt } };
  }

  private mayGoWithout(error: unknown): boolean {
    const isTimestamp = error instanceof SigningError && error.code === 'timestamp_unavailable';
    return isTimestamp && this.config.TIMESTAMP_NEED === 'wished';
  }

  /** Once a certificate has signed, it stays listed. @returns the id of its row */
  private async register({ id: institutionId }: Institution, signer: Signer, isTest: boolean): Promise<string> {
    const { subject, issuer, serial, fingerprint, validFrom, validUntil } = ownFacts(signer);
    const known = this.registered.get(`${institutionId} ${fingerprint}`);
    if (known) return known;
    const row = await this.transactions.run(async (tx) => {
      const key = { id: newId(), institutionId, fingerprint, subject, issuer, serial, validFrom, validUntil };
      const { algorithm } = signer;
      const certificates = signer.certificates.map(pemOf).join('');
      const values = { ...key, algorithm, isTest, certificates, createdAt: this.clock.now() };
      await tx.manager.createQueryBuilder().insert().into(SigningKey).values(values).orIgnore().execute();
      return tx.manager.findOneByOrFail(SigningKey, { fingerprint });
    });
    if (row.institutionId !== institutionId) {
      throw new SigningError('signing_key_of_another', `the certificate ${fingerprint} is another institution's`);
    }
    this.registered.set(`${institutionId} ${fingerprint}`, row.id);
    return row.id;
  }
}
