import { type ChildProcess, fork } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GuardianOrder, GuardianReport } from '../../apps/standalone/src/guardian-messages';
import type { StopMode } from '../../apps/standalone/src/postmaster';
import { DIST } from './processes';

/** A PostgreSQL of this test alone, which may be stopped and started on the same port and folder. */
export class OwnDatabase {
  private readonly folder = mkdtempSync(join(tmpdir(), 'nqi-database-'));
  private guardian?: ChildProcess;
  private port?: number;
  url = '';

  constructor() {
    // The server runs as another user when the tests run as root.
    chmodSync(this.folder, 0o755);
  }

  async start(): Promise<void> {
    const guardian = fork(join(DIST, 'apps/standalone/src/guardian.main.js'), [], { execArgv: [], stdio: 'ignore' });
    this.guardian = guardian;
    const ready = new Promise<GuardianReport>((done, refuse) => {
      guardian.once('message', (message) => done(message as GuardianReport));
      guardian.once('exit', () => refuse(new Error('the guardian of the database ended')));
    });
    const database = { dataDir: join(this.folder, 'postgres'), password: 'own', durable: true, port: this.port };
    this.order({ type: 'start', database, logFile: join(this.folder, 'postgres.log') });
    const report = await ready;
    if (report.type !== 'ready') throw new Error(JSON.stringify(report));
    this.port = report.port;
    this.url = report.url ?? '';
  }

  /** @param mode `immediate`: as in a crash, sessions end without a word */
  async stop(mode: StopMode): Promise<void> {
    const { guardian } = this;
    if (!guardian || guardian.exitCode !== null) return;
    const ended = new Promise<void>((done) => guardian.once('exit', () => done()));
    this.order({ type: 'stop', mode });
    await ended;
  }

  async remove(): Promise<void> {
    await this.stop('immediate');
    rmSync(this.folder, { recursive: true, force: true });
  }

  private order(order: GuardianOrder): void {
    this.guardian?.send(order);
  }
}
