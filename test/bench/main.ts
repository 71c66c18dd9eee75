import { BenchCity } from './city';
import { Ending } from './ending';
import { requestReads } from './figures/assistance';
import { filingBatch } from './figures/batches';
import { equipmentBooking, equipmentStorm, equipmentWeek } from './figures/equipment';
import { citySeed, dueBoard, dueList, dueNight } from './figures/city-dues';
import { searchSlowEnd } from './figures/city-search';
import { coldGuard, warmGuard } from './figures/guard';
import { apiMemory, workerMemory } from './figures/memory';
import { listenerMemory, listeners } from './figures/listeners';
import { capabilitySearch } from './figures/metrology';
import { filingList, filingRead } from './figures/reads';
import { Rendering } from './figures/rendering';
import { memoryGrowth } from './figures/report-memory';
import { idleWait, poisonedWait } from './figures/report-waits';
import { batchBySheet, registerImport } from './figures/sheets';
import { codeGap, signInGap } from './figures/sign-in';
import { firstAnswer } from './figures/start';
import { keptFolder } from './kept-folder';
import { benchLine, type Figure, table } from './report-line';

/*
 * npm run bench            all figures, some three minutes
 * npm run bench -- filing  those whose names start so
 * npm run bench -- reports.poison, npm run bench -- reports.memory 5000   what takes many minutes
 */

const INTERRUPTED = 130;

interface Measurement {
  name: string;
  measure: (city: BenchCity, ending: Ending) => Promise<Figure>;
  /** For what brings its own database. */
  withoutCity?: boolean;
  /** For what takes many minutes: measured only when it is asked for by its name. */
  isLong?: boolean;
  /** For what is measured on a whole city, which is kept for the next time. */
  onWholeCity?: boolean;
}

function measurements(): Measurement[] {
  let rendering: Rendering | undefined;
  const renderingOf = (city: BenchCity): Rendering => (rendering ??= new Rendering(city));
  return [
    { name: 'start.first200', measure: (_, ending) => firstAnswer(ending), withoutCity: true },
    { name: 'filing.read', measure: filingRead },
    { name: 'filing.list20', measure: filingList },
    { name: 'filing.batch30', measure: (city) => filingBatch(city, 30) },
    { name: 'filing.batch1000', measure: (city) => filingBatch(city, 1000) },
    { name: 'elevators.batch1000', measure: batchBySheet },
    { name: 'elevators.import', measure: registerImport },
    { name: 'report.render', measure: (city) => renderingOf(city).figure() },
    { name: 'reports.wait', measure: idleWait },
    { name: 'reports.poison', measure: poisonedWait, isLong: true },
    { name: 'reports.memory', measure: (city) => memoryGrowth(city, Number(process.argv[3] ?? 5_000)), isLong: true },
    { name: 'metrology.search', measure: capabilitySearch },
    { name: 'equipment.week', measure: equipmentWeek },
    { name: 'equipment.booking', measure: equipmentBooking },
    { name: 'equipment.storm', measure: equipmentStorm },
    ...(['list', 'search'] as const).flatMap((what) =>
      (['operator', 'expert', 'requester'] as const).map((who) => ({
        name: `assistance.${what}.${who}`,
        measure: (city: BenchCity, ending: Ending) => requestReads(city, ending, [what, who]),
      })),
    ),
    ...wholeCity(),
    { name: 'identity.sign-in', measure: signInGap },
    { name: 'identity.codes', measure: codeGap },
    { name: 'identity.guard', measure: warmGuard },
    { name: 'identity.guard.cold', measure: coldGuard },
    { name: 'memory.api', measure: apiMemory },
    { name: 'memory.worker', measure: async (city) => workerMemory(city, await renderingOf(city).workerMegabytes()) },
  ];
}

function wholeCity(): Measurement[] {
  const all: Record<string, Measurement['measure']> = {
    'city.seed': citySeed,
    'elevators.due.list.small': (city, ending) => dueList(city, ending, 'small'),
    'elevators.due.list.large': (city, ending) => dueList(city, ending, 'large'),
    'elevators.due.board': dueBoard,
    'elevators.due.night': dueNight,
    'elevators.listeners': listeners,
    'elevators.listeners.memory': listenerMemory,
    'search.p95': searchSlowEnd,
  };
  return Object.entries(all).map(([name, measure]) => ({ name, measure, onWholeCity: true }));
}

async function bench(prefix: string, ending: Ending): Promise<void> {
  const wanted = measurements().filter(({ name, isLong }) => (isLong ? name === prefix : name.startsWith(prefix)));
  if (wanted.length === 0) throw new Error(`no figure is called ${prefix}…`);
  const figures: Figure[] = [];
  const [plainCity, keptCity] = [new BenchCity(), new BenchCity(keptFolder())];
  for (const one of [plainCity, keptCity]) ending.add(() => one.stop());
  for (const { name, measure, withoutCity, onWholeCity } of wanted) {
    const city = onWholeCity ? keptCity : plainCity;
    if (!withoutCity) await city.start();
    say(`${name} …`);
    figures.push(await measure(city, ending));
  }
  console.log(`\n${table(figures)}\n`);
  for (const figure of figures) console.log(benchLine(figure));
}

/** Progress is not output: it goes where it does not disturb who reads the lines. */
function say(text: string): void {
  console.error(`${(performance.now() / 1_000).toFixed(0).padStart(4)} s  ${text}`);
}

const ending = new Ending();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(name, () => void ending.run().then(() => process.exit(INTERRUPTED)));
}
bench(process.argv[2] ?? '', ending)
  .catch((error: unknown) => {
    process.exitCode = ending.hasBegun ? INTERRUPTED : 1;
    if (!ending.hasBegun) console.error(error);
  })
  .finally(() => ending.run())
  .finally(() => process.exit());
