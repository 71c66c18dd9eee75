import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AuditCut, AuditVerification, type Fault, type Findings } from '@nqi/shared/audit';
import { ClockModule } from '@nqi/shared/clock';
import { type Config, ConfigError, ConfigModule, loadConfig } from '@nqi/shared/config';
import { DatabaseModule } from '@nqi/shared/database';
import { createLogger, FrameworkLogger, LoggingModule } from '@nqi/shared/logging';
import { StorageModule } from '@nqi/shared/storage';

const USAGE = `usage: npm run audit:verify [-- --anchor SEAL_NO:HASH …]   compare all events with their chain and its anchors
                 --anchor: one that was kept elsewhere, for example a line of the log
       npm run audit:prune   remove what is older than AUDIT_KEEP_DAYS, as the owner of the tables`;

/** The command line is not understood. */
class UsageError extends Error {}

@Module({})
class AuditCommands {
  static register(config: Config): object {
    const kernel = [ConfigModule.forRoot(config), LoggingModule.forRoot(createLogger('warn', 'audit'))];
    const shared = [DatabaseModule.forRoot('nqi-audit'), ClockModule, StorageModule];
    return { module: AuditCommands, imports: [...kernel, ...shared], providers: [AuditVerification, AuditCut] };
  }
}

/** @returns whether everything is as it was written */
async function verify(app: INestApplicationContext, remembered: string[]): Promise<boolean> {
  const started = performance.now();
  const findings = await app.get(AuditVerification).verify(remembered.map(toAnchor));
  const seconds = Math.round(performance.now() - started) / 1_000;
  for (const line of report(findings)) print(line);
  const { checked, anchors, waiting, faultCount } = findings;
  print(`AUDIT ${JSON.stringify({ checked, anchors, waiting: waiting.events, faults: faultCount, seconds })}`);
  return faultCount === 0;
}

function toAnchor(text: string): { day: string; sealNo: number; hash: string } {
  const [, sealNo, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (!sealNo || !hash) throw new UsageError(`${text} is no anchor\n${USAGE}`);
  return { day: 'the command line', sealNo: Number(sealNo), hash };
}

function report({ from, to, checked, anchors, cutAt, waiting, faults, faultCount }: Findings): string[] {
  const { events, oldest } = waiting;
  return [
    `${checked} sealed events (${from} to ${to}), ${anchors} anchors${cutAt ? `, removed up to ${cutAt}` : ''}`,
    `${events} events wait for their seal${oldest ? `, the oldest since ${oldest.toISOString()}` : ''}`,
    ...faults.map(lineOf),
    ...(faultCount > faults.length ? [`and ${faultCount - faults.length} more`] : []),
    faultCount === 0 ? 'Nothing was changed, removed or put in.' : `${faultCount} faults.`,
  ];
}

function lineOf({ kind, sealNo, eventId, detail }: Fault): string {
  const place = [sealNo && `seal ${sealNo}`, eventId && `event ${eventId}`, detail].filter(Boolean);
  return `  ${kind.toUpperCase()} ${place.join(', ')}`;
}

/** Removes nothing from a trail that does not hold: the faults would lose their evidence. */
async function prune(app: INestApplicationContext, keepDays: number): Promise<boolean> {
  if (!(await verify(app, []))) return false;
  const cut = await app.get(AuditCut).cut(keepDays);
  print(cut ? `${cut.events} events up to seal ${cut.sealNo} were removed.` : 'Nothing is old enough to be removed.');
  return true;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main([command, ...options]: string[]): Promise<boolean> {
  if (command !== 'verify' && command !== 'prune') throw new UsageError(USAGE);
  const remembered = options.filter((option) => option !== '--anchor');
  const config = loadConfig();
  const owner = { ...config, DATABASE_URL: config.MIGRATION_DATABASE_URL || config.DATABASE_URL };
  const module = AuditCommands.register(command === 'prune' ? owner : config);
  const logger = new FrameworkLogger(createLogger('warn', 'audit'));
  const app = await NestFactory.createApplicationContext(module as never, { logger, abortOnError: false });
  try {
    return command === 'verify' ? await verify(app, remembered) : await prune(app, config.AUDIT_KEEP_DAYS);
  } finally {
    await app.close();
  }
}

main(process.argv.slice(2)).then(
  (isGood) => (process.exitCode = isGood ? 0 : 1),
  (error: unknown) => {
    console.error(error instanceof ConfigError || error instanceof UsageError ? error.message : error);
    process.exitCode = 2;
  },
);
