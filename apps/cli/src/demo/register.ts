import type { Device } from './answers';
import type { ApiClient } from './api-client';
import { postAll } from './batches';
import { addDays, endOfMonth, workingDay } from './days';
import { listAll } from './lists';
import { mandate } from './mandates';
import { type Enterprise, register } from './people';
import type { ReadLine, RefusedLine, RegisterFile } from './register-file';
import { nameRefusals } from './register-refusals';
import type { DeviceRow } from './register-row';
import { insist, type Stage, tally } from './stage';

/** The register of Maryland was published early in 2023: the city that reads it lives there and then. */
export const REGISTER_CLOCK = '2023-03-01T09:00:00+08:00';
const DUE_FROM = REGISTER_CLOCK.slice(0, 10);
const DUE_TO = addDays(DUE_FROM, 60);

/** The most that a page of a list can have. */
const PAGE = 100;

/** Everything in it was received or counted. */
export interface RegisterResult {
  rows: number;
  registered: number;
  refused: number;
  due: number;
  filed: number;
  /** From the first request to the last answer. */
  seconds: number;
}

/** A real register as a client of the api: entered, listed by due date, filed. @throws Error when counts do not add up */
export async function playRegister(stage: Stage, file: RegisterFile): Promise<RegisterResult> {
  const { timeline } = stage;
  timeline.start();
  const { owner, contractor } = await registerBoth(stage);
  timeline.tell(
    `${owner.name} and ${contractor.name} register themselves`,
    `${file.rows} lines of ${file.name}: ${file.good.length} can be sent, ${file.refused.length} cannot be read.`,
  );
  const { number } = await mandate(owner, contractor, null, DUE_FROM);
  timeline.tell(`${contractor.name} accepts the mandate ${number} over all devices of ${owner.name}`);
  const { registered, refused } = await registerDevices(stage, file, owner.client, contractor.id);
  insist(
    registered.length + refused.length === file.rows,
    `of ${file.rows} lines ${registered.length} were registered and ${refused.length} refused`,
  );
  const due = await listDue(stage, contractor.client, registered);
  const filed = await fileAll(stage, contractor.client, due);
  const counts = { rows: file.rows, registered: registered.length, refused: refused.length, due: due.length, filed };
  return { ...counts, seconds: timeline.seconds() };
}

async function registerBoth({ api }: Stage): Promise<{ owner: Enterprise; contractor: Enterprise }> {
  const owner = await register(api, {
    name: '马里兰州电梯登记（演示）',
    uscc: '91370613MADEM03A4G',
    capability: 'user_unit',
    administrator: { name: '登记管理员', phone: '13800000081' },
  });
  const contractor = await register(api, {
    name: '马里兰州电梯维保（演示）',
    uscc: '91370613MADEM03B2B',
    capability: 'maintenance_unit',
    administrator: { name: '维保管理员', phone: '13800000082' },
  });
  return { owner, contractor };
}

type SentLine = ReadLine & { row: DeviceRow };

async function registerDevices(
  stage: Stage,
  { good, refused: unreadable }: RegisterFile,
  owner: ApiClient,
  maintenanceUnitId: string,
): Promise<{ registered: SentLine[]; refused: RefusedLine[] }> {
  const send = (line: SentLine): object => ({ ...line.row, maintenanceUnitId });
  const { accepted, refused, speed } = await postAll({ client: owner, path: '/v1/elevators/batches' }, good, send);
  stage.timeline.tell(`${accepted.length} devices are registered: ${speed}`);
  const all = [
    ...unreadable,
    ...refused.map(({ item: { line, registrationNumber }, ...refusal }) => ({ line, registrationNumber, ...refusal })),
  ];
  nameRefusals(stage, all, 'refused.csv');
  return { registered: accepted, refused: all };
}

/** What the contractor finds due, compared with what the file itself says. */
async function listDue({ timeline }: Stage, contractor: ApiClient, registered: readonly SentLine[]): Promise<Device[]> {
  const from = timeline.seconds();
  const query = `dueFrom=${DUE_FROM}&dueTo=${DUE_TO}&sort=nextInspectionDueOn&limit=${PAGE}`;
  const { items, pages } = await listAll<Device>(contractor, `/v1/elevators?${query}`);
  const expected = registered.filter(({ row }) => isDue(row)).length;
  timeline.tell(
    `${items.length} devices are due from ${DUE_FROM} to ${DUE_TO}: ${pages} pages in ${(timeline.seconds() - from).toFixed(1)} s`,
    tally(items.map(({ nextInspectionDueOn }) => nextInspectionDueOn)),
  );
  insist(items.length === expected, `by the file's certificates ${expected} devices are due`);
  return items;
}

function isDue({ baseMonth }: DeviceRow): boolean {
  const dueOn = baseMonth ? endOfMonth(baseMonth, 12) : '';
  return DUE_FROM <= dueOn && dueOn <= DUE_TO;
}

/** Files everything that is due, for a working day in the middle of its month. @returns how many were filed */
async function fileAll(stage: Stage, contractor: ApiClient, due: readonly Device[]): Promise<number> {
  const send = ({ id, internalNo, nextInspectionDueOn }: Device): object => ({
    clientRef: internalNo ?? id,
    elevatorId: id,
    requestedOn: workingDay(`${nextInspectionDueOn.slice(0, 8)}10`),
  });
  const endpoint = { client: contractor, path: '/v1/elevator-filing-batches' };
  const { accepted, refused, speed } = await postAll(endpoint, due, send);
  insist(
    accepted.length + refused.length === due.length,
    `of ${due.length} devices ${accepted.length} were filed and ${refused.length} refused`,
  );
  stage.timeline.tell(`${accepted.length} filings are submitted: ${speed}`);
  const named = refused.map(({ item, ...refusal }, index) => ({
    line: index + 1,
    registrationNumber: item.internalNo ?? item.id,
    ...refusal,
  }));
  if (named.length > 0) nameRefusals(stage, named, 'refused-filings.csv');
  return accepted.length;
}
