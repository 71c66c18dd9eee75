import { BenchCity } from './city';
import { Ending } from './ending';
import { requestReads } from './figures/assistance';
import { filingBatch } from './figures/batches';
import { equipmentBooking, equipmentStorm, equipmentWeek } from './figures/equipment';
import { coldGuard, warmGuard } from './figures/guard';
import { apiMemory, workerMemory } from './figures/memory';
import { capabilitySearch } from './figures/metrology';
import { filingList, filingRead } from './figures/reads';
import { Rendering } from './figures/rendering';
import { codeGap, signInGap } from './figures/sign-in';
import { firstAnswer } from './figures/start';
import { benchLine, type Figure, table } from './report-line';

/*
 * npm run bench            all figures, some three minutes
 * npm run bench -- filing  those whose names start so
 */

const INTERRUPTED = 130;

interface Measurement {
  name: string;
  measure: (city: BenchCity, ending: Ending) => Promise<Figure>;
  /** For what brings its own database. */
  withoutCity?: boolean;
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
    { name: 'report.render', measure: (city) => renderingOf(city).figure() },
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
    { name: 'identity.sign-in', measure: signInGap },
    { name: 'identity.codes', measure: codeGap },
    { name: 'identity.guard', measure: warmGuard },
    { name: 'identity.guard.cold', measure: coldGuard },
    { name: 'memory.api', measure: apiMemory },
    { name: 'memory.worker', measure: async (city) => workerMemory(city, await renderingOf(city).workerMegabytes()) },
  ];
}

async function bench(prefix: string, ending: Ending): Promise<void> {
  const wanted = measurements().filter(({ name }) => name.startsWith(prefix));
  if (wanted.length === 0) throw new Error(`no figure is called ${prefix}…`);
  const figures: Figure[] = [];
  const city = new BenchCity();
  ending.add(() => city.stop());
  for (const { name, measure, withoutCity } of wanted) {
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
