import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ElevatorRegistrationService, ElevatorsModule } from '@nqi/lines/elevators';
import {
  type Actor,
  hashPassword,
  IdentityModule,
  Membership,
  MembershipService,
  Organisation,
  OrganisationService,
  Qualification,
} from '@nqi/platform/identity';
import { Clock, ClockModule } from '@nqi/shared/clock';
import { type Config, ConfigModule, loadConfig } from '@nqi/shared/config';
import { DatabaseModule, Transactions, type Tx } from '@nqi/shared/database';
import { HistoryModule } from '@nqi/shared/history';
import { newId } from '@nqi/shared/ids';
import { JobsModule } from '@nqi/shared/jobs';
import { createLogger, FrameworkLogger, LoggingModule } from '@nqi/shared/logging';
import { NumbersModule } from '@nqi/shared/numbers';
import { DEMO_PASSWORD, demoElevator, type DemoOrganisation, demoOrganisations } from './demo-city';

const DEVICES = 40;

/** The services that enter the demo city, and no server around them. */
@Module({})
class SeedModule {
  static register(config: Config): object {
    const kernel = [ConfigModule.forRoot(config), LoggingModule.forRoot(createLogger('warn', 'seed'))];
    const shared = [
      DatabaseModule.forRoot('nqi-seed'),
      ClockModule,
      NumbersModule,
      HistoryModule,
      JobsModule.forRoot(config),
    ];
    return { module: SeedModule, imports: [...kernel, ...shared, IdentityModule, ElevatorsModule] };
  }
}

/** Loads the demo city once: all of it or nothing. */
async function seedDemoCity(config: Config): Promise<void> {
  const logger = new FrameworkLogger(createLogger('warn', 'seed'));
  const app = await NestFactory.createApplicationContext(SeedModule.register(config) as never, { logger });
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  try {
    await app.get(Transactions).run(async (tx) => {
      await tx.sql("SELECT pg_advisory_xact_lock(hashtext('nqi demo city'))");
      if (await tx.manager.existsBy(Organisation, { uscc: demoOrganisations[0]?.uscc })) return;
      const ids = new Map<string, string>();
      for (const one of demoOrganisations) ids.set(one.key, await enterOrganisation(tx, app, one, passwordHash));
      await enterDevices(tx, app, ids);
    });
  } finally {
    await app.close();
  }
}

type App = Awaited<ReturnType<typeof NestFactory.createApplicationContext>>;

async function enterOrganisation(tx: Tx, app: App, one: DemoOrganisation, passwordHash: string): Promise<string> {
  const { id } = await app.get(OrganisationService).create(one);
  const createdAt = app.get(Clock).now();
  const validity = { validFrom: '2020-01-01', validTo: '2035-12-31', createdAt };
  for (const { name, phone, roles, licenceNo } of one.people) {
    const membershipId = await app.get(MembershipService).enrol(tx, id, { name, phone, passwordHash, roles });
    if (!licenceNo) continue;
    const { userId } = await tx.manager.findOneByOrFail(Membership, { id: membershipId });
    const licence = { id: newId(), organisationId: id, userId, scope: 'DT' as const, certificateNo: licenceNo };
    await tx.manager.insert(Qualification, { ...licence, ...validity });
  }
  if (one.capabilities.includes('institution')) {
    const approval = { id: newId(), organisationId: id, userId: null, scope: 'elevator_inspection' as const };
    await tx.manager.insert(Qualification, { ...approval, certificateNo: 'TS7310000-2026（演示）', ...validity });
  }
  return id;
}

async function enterDevices(tx: Tx, app: App, ids: ReadonlyMap<string, string>): Promise<void> {
  const organisationId = ids.get('user_unit') ?? '';
  const { userId } = await tx.manager.findOneByOrFail(Membership, { organisationId });
  const actor: Actor = {
    userId,
    organisationId,
    roles: new Set(['ent_admin']),
    capabilities: new Set(['user_unit']),
    districtCode: null,
  };
  const today = app.get(Clock).today();
  const maintenanceUnitId = ids.get('maintenance_unit');
  const rows = Array.from({ length: DEVICES }, (_, index) => ({ ...demoElevator(index, today), maintenanceUnitId }));
  const { refused } = await app.get(ElevatorRegistrationService).registerMany(actor, rows, false);
  if (refused[0]) throw refused[0].error;
}

/** What `npm start` prints: one sign-in for each person. */
function signIns(): object[] {
  return demoOrganisations.flatMap(({ name: organisation, people }) =>
    people.map(({ name, phone }) => ({ role: name, organisation, phone, password: DEMO_PASSWORD })),
  );
}

seedDemoCity(loadConfig()).then(
  () => console.log(JSON.stringify(signIns())),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
