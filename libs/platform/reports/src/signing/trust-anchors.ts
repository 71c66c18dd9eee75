import { X509Certificate } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '@nqi/shared/config';
import { PreparedReads } from '@nqi/shared/database';
import { LOGGER, type Logger } from '@nqi/shared/logging';

const TEST_AUTHORITIES = 'SELECT certificate FROM test_signing_keys WHERE institution_id IS NULL';

/** The authorities by whose word a certificate is trusted: those of the folder, and the local one that test keys come from. */
@Injectable()
export class TrustAnchors {
  constructor(
    private readonly reads: PreparedReads,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @returns DER of each; read anew each time, because few ask and a folder changes without a restart */
  async all(): Promise<Buffer[]> {
    const rows = await this.reads.rows<{ certificate: string }>(
      { name: 'test_authorities', text: TEST_AUTHORITIES },
      [],
    );
    return [...rows.flatMap(({ certificate }) => certificatesIn(Buffer.from(certificate))), ...(await this.inFolder())];
  }

  private async inFolder(): Promise<Buffer[]> {
    const { SIGNING_TRUST_DIR: folder } = this.config;
    if (!folder) return [];
    try {
      const names = (await readdir(folder)).filter((name) => /\.(pem|crt|cer)$/.test(name));
      const files = await Promise.all(names.map((name) => readFile(join(folder, name))));
      return files.flatMap(certificatesIn);
    } catch (error) {
      this.logger.error({ err: error }, 'the certificates of trusted authorities cannot be read: none is trusted');
      return [];
    }
  }
}

/** Any number in PEM, or one in DER. @throws Error where it is neither */
function certificatesIn(file: Buffer): Buffer[] {
  const pems = file.toString('latin1').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
  return (pems ?? [file]).map((one) => new X509Certificate(one).raw);
}
