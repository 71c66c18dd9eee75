import { Module, type Abstract, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AssistanceModule } from '@nqi/lines/assistance';
import { ElevatorsModule } from '@nqi/lines/elevators';
import { EquipmentModule } from '@nqi/lines/equipment';
import { MetrologyModule } from '@nqi/lines/metrology';
import {
  hashPassword,
  IdentityModule,
  Membership,
  MembershipService,
  Organisation,
  OrganisationService,
  Qualification,
} from '@nqi/platform/identity';
import { ReindexService, SearchModule } from '@nqi/platform/search';
import { StandardsModule } from '@nqi/platform/standards';
import { Clock, ClockModule } from '@nqi/shared/clock';
import { type Config, ConfigModule, loadConfig } from '@nqi/shared/config';
import { DatabaseModule, Transactions, type Tx } from '@nqi/shared/database';
import { HistoryModule } from '@nqi/shared/history';
import { newId } from '@nqi/shared/ids';
import { JobsModule } from '@nqi/shared/jobs';
import { LifecycleModule } from '@nqi/shared/lifecycle';
import { SecretsModule } from '@nqi/shared/secrets';
import { createLogger, FrameworkLogger, LoggingModule } from '@nqi/shared/logging';
import { StorageModule } from '@nqi/shared/storage';
import { NumbersModule } from '@nqi/shared/numbers';
import { DEMO_PASSWORD, type DemoOrganisation, demoOrganisations } from './demo-city';
import { fillCity } from './seed/city/fill-city';
import { seedAssistance } from './seed/assistance';
import { seedElevators } from './seed/elevators';
import { seedEquipment } from './seed/equipment';
import { seedMetrology } from './seed/metrology';

/** The services that enter the demo city, and no server around them. */
@Module({})
class SeedModule {
  static register(config: Config): object {
    const kernel = [ConfigModule.forRoot(config), LoggingModule.forRoot(createLogger('warn', 'seed'))];
    const shared = [
      DatabaseModule.forRoot('nqi-seed'),
      ...[ClockModule, NumbersModule, HistoryModule, LifecycleModule, SecretsModule, StorageModule],
      JobsModule.forRoot(config),
    ];
    const lines = [ElevatorsModule, MetrologyModule, EquipmentModule, AssistanceModule];
    return {
      module: SeedModule,
      imports: [...kernel, ...shared, IdentityModule, SearchModule, StandardsModule, ...lines],
    };
  }
}

/** Loads the demo city and, when asked, all of the city around it. */
async function seed(config: Config, isWholeCity: boolean): Promise<void> {
  const logger = new FrameworkLogger(createLogger('warn', 'seed'));
  const app = await NestFactory.createApplicationContext(SeedModule.register(config) as never, { logger });
  try {
    const isNew = await seedDemoCity(app);
    const isGrown = isWholeCity && (await seedWholeCity(app, config));
    // What migrations entered, too: they draw no documents.
    if (isNew || isGrown) await app.get(ReindexService).run();
  } finally {
    await app.close();
  }
}

/** Once: all of it or nothing. @returns whether it was not there before */
async function seedDemoCity(app: App): Promise<boolean> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  return app.get(Transactions).run(async (tx) => {
    await tx.sql("SELECT pg_advisory_xact_lock(hashtext('nqi demo city'))");
    if (await tx.manager.existsBy(Organisation, { uscc: demoOrganisations[0]?.uscc })) return false;
    const ids = new Map<string, string>();
    for (const one of demoOrganisations) ids.set(one.key, await enterOrganisation(tx, app, one, passwordHash));
    const seeding = {
      tx,
      get: <T>(service: Type<T> | Abstract<T>) => app.get(service),
      organisationId: (key: string) => ids.get(key) ?? '',
    };
    for (const enter of [seedElevators, seedMetrology, seedEquipment, seedAssistance]) await enter(seeding);
    return true;
  });
}

async function seedWholeCity(app: App, { DATABASE_URL }: Config): Promise<boolean> {
  const began = performance.now();
  const counts = await fillCity(app, DATABASE_URL);
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  console.error(JSON.stringify({ ...counts, seconds }));
  return Object.keys(counts).length > 0;
}

type App = Awaited<ReturnType<typeof NestFactory.createApplicationContext>>;

async function enterOrganisation(tx: Tx, app: App, one: DemoOrganisation, passwordHash: string): Promise<string> {
  const { id } = await app.get(OrganisationService).create(one);
  const createdAt = app.get(Clock).now();
  const validity = { validFrom: '2020-01-01', validTo: '2035-12-31', createdAt };
  for (const { name, phone, roles, licence } of one.people) {
    const membershipId = await app.get(MembershipService).enrol(tx, id, { name, phone, passwordHash, roles });
    if (!licence) continue;
    const { userId } = await tx.manager.findOneByOrFail(Membership, { id: membershipId });
    await tx.manager.insert(Qualification, { id: newId(), organisationId: id, userId, ...licence, ...validity });
  }
  if (one.approval) {
    const approval = { id: newId(), organisationId: id, userId: null, ...one.approval, ...validity };
    await tx.manager.insert(Qualification, approval);
  }
  return id;
}

/** What `npm start` prints: one sign-in for each person. */
function signIns(): object[] {
  return demoOrganisations.flatMap(({ name: organisation, people }) =>
    people.map(({ name, phone }) => ({ role: name, organisation, phone, password: DEMO_PASSWORD })),
  );
}

seed(loadConfig(), process.argv.includes('--city')).then(
  () => console.log(JSON.stringify(signIns())),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
