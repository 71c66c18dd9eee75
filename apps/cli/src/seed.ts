import type { Abstract, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  hashPassword,
  Membership,
  MembershipService,
  Organisation,
  OrganisationService,
  Qualification,
} from '@nqi/platform/identity';
import { ReindexService } from '@nqi/platform/search';
import { Clock } from '@nqi/shared/clock';
import { type Config, loadConfig } from '@nqi/shared/config';
import { Transactions, type Tx } from '@nqi/shared/database';
import { newId } from '@nqi/shared/ids';
import { createLogger, FrameworkLogger } from '@nqi/shared/logging';
import { DEMO_PASSWORD, type DemoOrganisation, demoOrganisations } from './demo-city';
import { RecordsModule } from './records.module';
import { fillCity } from './seed/city/fill-city';
import { seedAssistance } from './seed/assistance';
import { seedElevators } from './seed/elevators';
import { seedEquipment } from './seed/equipment';
import { seedMetrology } from './seed/metrology';

/** Loads the demo city and, when asked, all of the city around it. */
async function seed(config: Config, isWholeCity: boolean): Promise<void> {
  const logger = new FrameworkLogger(createLogger('warn', 'seed'));
  const app = await NestFactory.createApplicationContext(RecordsModule.register(config, 'seed'), { logger });
  try {
    // What migrations entered, too: they draw no documents.
    if (await seedDemoCity(app)) await app.get(ReindexService).run();
    if (isWholeCity) await seedWholeCity(app, config);
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

/** By who owns the tables: their largest indexes are made anew. */
async function seedWholeCity(app: App, { DATABASE_URL, MIGRATION_DATABASE_URL }: Config): Promise<void> {
  const began = performance.now();
  const counts = await fillCity(app, MIGRATION_DATABASE_URL || DATABASE_URL);
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  console.error(JSON.stringify({ ...counts, seconds }));
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
