import { type Actor } from '@nqi/platform/identity';
import { HeldMandates, MandateKinds } from '@nqi/platform/mandates';
import { SystemClock } from '@nqi/shared/clock';
import type { Config } from '@nqi/shared/config';
import { dataSourceOptions, Transactions } from '@nqi/shared/database';
import { Lists } from '@nqi/shared/http';
import { createLogger } from '@nqi/shared/logging';
import { Secrets } from '@nqi/shared/secrets';
import { DataSource } from 'typeorm';
import { Filing } from '../../libs/lines/elevators/src/filings/filing.entity';
import { FilingQueries } from '../../libs/lines/elevators/src/filings/filing.queries';
import { Cursors } from '../../libs/shared/http/src/cursors';
import type { Caller } from './caller';
import { RecordedReads, type Statement } from './recorded-reads';

/** No row of the volume has a contact's phone, so nothing is ever decrypted. */
const plainSecrets = new Secrets({ DATA_KEYS: `k1:${Buffer.alloc(32).toString('base64')}`, DATA_INDEX_KEY: '' });

/** The very statements of `GET /v1/elevator-filings` and `…/{id}` for this caller, taken from the compiled code that runs them. */
export async function filingReads(
  databaseUrl: string,
  appSecret: string,
  { userId, organisationId }: Caller,
): Promise<{ list: Statement; one: Statement }> {
  const options = dataSourceOptions({ url: databaseUrl, poolSize: 1, name: 'nqi-bench' });
  const source = await new DataSource({ ...options, entities: [Filing] }).initialize();
  try {
    const transactions = new Transactions(source, createLogger('warn', 'bench'));
    const reads = new RecordedReads(source, transactions);
    const cursors = new Cursors({ APP_SECRET: appSecret } as Config);
    const clock = new SystemClock();
    const mandates = new HeldMandates(clock, reads, new MandateKinds(source));
    const queries = new FilingQueries(new Lists(reads, cursors), reads, transactions, clock, mandates, plainSecrets);
    const roles: Actor['roles'] = new Set(['ent_admin']);
    const actor: Actor = {
      userId,
      organisationId,
      roles,
      capabilities: new Set(['maintenance_unit']),
      districtCode: null,
    };
    const { items } = await queries.list(actor, {});
    await queries.get(actor, items[0].id);
    const [list, one] = reads.seen;
    return { list, one };
  } finally {
    await source.destroy();
  }
}
