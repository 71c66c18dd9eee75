import { Injectable } from '@nestjs/common';
import { type Actor, Districts } from '@nqi/platform/identity';
import { DueService } from '@nqi/platform/dues';
import type { ImportRow, RowOutcome, RowsOf } from '@nqi/platform/imports';
import { Clock } from '@nqi/shared/clock';
import { insertNew, type Tx, updateMany } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { type Happening, History } from '@nqi/shared/history';
import { newId } from '@nqi/shared/ids';
import { ElevatorRulesService } from '../rules/elevator-rules.service';
import { checkFacts, districtsOf } from './elevator-facts';
import { Elevator } from './elevator.entity';
import { canEdit, isRegistrar } from './elevator.policy';
import { ELEVATOR } from './elevator-mandate.kind';
import { ElevatorService } from './elevator.service';
import { type ElevatorSheetFacts, readDevices, type Refused, type SheetDevice } from './elevator-sheet-row';
import { type Parted, part, type PlacedDevice, SheetOrganisations } from './sheet-organisations.service';
import { changedFacts, DeviceIndex, FACTS, lockNamed, namesOf } from './named-devices.queries';

/** What a chunk does. */
interface Plan {
  created: { rowNo: number; device: Elevator }[];
  updated: { rowNo: number; device: Elevator; fields: string[] }[];
  unchanged: { rowNo: number; device: Elevator }[];
  refused: Refused[];
}

/** Takes devices from sheets: new ones are entered, known ones brought up to date; in a handful of statements. */
@Injectable()
export class ElevatorImportService {
  constructor(
    private readonly clock: Clock,
    private readonly history: History,
    private readonly rules: ElevatorRulesService,
    private readonly districts: Districts,
    private readonly organisations: SheetOrganisations,
    private readonly elevators: ElevatorService,
    private readonly dues: DueService,
  ) {}

  async takeRows(tx: Tx, rows: readonly ImportRow[], of: RowsOf): Promise<RowOutcome[]> {
    const { devices, refused } = readDevices(rows);
    const valid = await this.check(tx, devices);
    const placed = await this.organisations.place(tx, of.actor, valid.good);
    const plan = await this.plan(tx, placed.good, of);
    plan.refused.push(...refused, ...valid.refused, ...placed.refused);
    await this.carryOut(tx, plan, of);
    return [
      ...plan.created.map((one) => met(one, 'created')),
      ...plan.updated.map((one) => met(one, 'updated')),
      ...plan.unchanged.map((one) => met(one, 'unchanged')),
      ...plan.refused,
    ];
  }

  private async check(tx: Tx, devices: readonly SheetDevice[]): Promise<Parted<SheetDevice>> {
    const unknownDistricts = await this.districts.unknown(
      tx,
      devices.flatMap(({ facts }) => districtsOf(facts)),
    );
    const known = { unknownDistricts, categories: await this.rules.categories(), today: this.clock.today() };
    return part(devices, (device) => {
      const errors = checkFacts(device.facts, known);
      return errors.length > 0 ? new DomainError('request.invalid', { errors }) : device;
    });
  }

  private async plan(tx: Tx, devices: readonly PlacedDevice[], { actor, earlier }: RowsOf): Promise<Plan> {
    const existing = await lockNamed(tx, devices);
    const index = new DeviceIndex(existing);
    const rowOf = new Map(await earlier(existing.map(({ id }) => id)));
    const isInstitution = actor.capabilities.has('institution');
    const institutionId = isInstitution ? actor.organisationId : await this.elevators.defaultInstitution(tx);
    const plan: Plan = { created: [], updated: [], unchanged: [], refused: [] };
    for (const row of devices) {
      const [device, another] = index.named(row);
      const refusal = device && refusalOf(actor, row, device, [another, rowOf.get(device.id)]);
      if (refusal) plan.refused.push({ rowNo: row.rowNo, outcome: 'refused', error: refusal });
      else {
        const taken = device ? await this.update(plan, row, device) : await this.create(plan, row, institutionId);
        rowOf.set(taken.id, row.rowNo);
        index.add(taken);
      }
    }
    return plan;
  }

  private async create(plan: Plan, row: PlacedDevice, institutionId: string | null): Promise<Elevator> {
    const now = this.clock.now();
    const { rowNo, userUnitId, maintenanceUnitId, facts } = row;
    const device: Elevator = Object.assign(new Elevator(), {
      ...{ id: newId(), lastPassedOn: null, baseMonth: null, isPublicTransport: false, state: 'in_use' },
      // Nobody has stated where it stands; the name of the place is the next best.
      address: facts.siteName ?? '',
      ...facts,
      ...{ userUnitId, maintenanceUnitId, institutionId: facts.institutionId ?? institutionId },
      ...{ isUseProhibited: false, version: 1, createdAt: now, updatedAt: now },
    });
    await this.elevators.reschedule(device);
    plan.created.push({ rowNo, device });
    return device;
  }

  private async update(plan: Plan, row: PlacedDevice, device: Elevator): Promise<Elevator> {
    const { rowNo, maintenanceUnitId } = row;
    const stated = { ...row.facts, ...(maintenanceUnitId && { maintenanceUnitId }) };
    const fields = changedFacts(device, stated);
    if (fields.length === 0) plan.unchanged.push({ rowNo, device });
    else {
      Object.assign(device, stated, { updatedAt: this.clock.now() });
      await this.elevators.reschedule(device);
      plan.updated.push({ rowNo, device, fields });
    }
    return device;
  }

  private async carryOut(tx: Tx, plan: Plan, { importId, actor }: RowsOf): Promise<void> {
    const created = plan.created.map(({ device }) => device);
    insertNew(tx, Elevator, created);
    this.dues.begin(tx, ELEVATOR, idsOf(plan.created));
    await updateMany(
      tx,
      Elevator,
      plan.updated.map(({ device }) => device),
      FACTS,
    );
    const happened = (event: string, device: Elevator, details: object): Happening => ({
      ...{ recordType: 'elevator', recordId: device.id, event, from: event === 'register' ? null : device.state },
      ...{ to: device.state, by: actor, details: { importId, ...details } },
    });
    this.history.record(
      tx,
      ...plan.created.map(({ device }) => happened('register', device, {})),
      ...plan.updated.map(({ device, fields }) => happened('change', device, { fields })),
    );
    await this.dues.follow(tx, ELEVATOR, idsOf(plan.updated));
  }
}

function idsOf(rows: readonly { device: Elevator }[]): string[] {
  return rows.map(({ device }) => device.id);
}

/** Why a known device is left as it is. */
function refusalOf(
  actor: Actor,
  row: PlacedDevice,
  device: Elevator,
  [another, firstRow]: [Elevator | undefined, number | undefined],
): DomainError | null {
  if (!canEdit(actor, device)) return exists('code');
  if (another) return new DomainError('imports.ambiguous');
  if (firstRow !== undefined) return new DomainError('imports.repeated_row', { firstRow });
  if (device.userUnitId !== row.userUnitId) return exists('userUnitId');
  return isScheduleMoved(actor, row.facts, device) ? new DomainError('elevators.schedule_fixed') : null;
}

/** Who is bound by the schedule may start it, not move it. */
function isScheduleMoved(actor: Actor, facts: ElevatorSheetFacts, device: Elevator): boolean {
  const moved = changedFacts(device, { baseMonth: facts.baseMonth, lastPassedOn: facts.lastPassedOn });
  return moved.length > 0 && device.baseMonth !== null && !isRegistrar(actor, device);
}

function exists(field: string): DomainError {
  return new DomainError('elevators.device_exists', { field });
}

function met(
  { rowNo, device }: { rowNo: number; device: Elevator },
  outcome: 'created' | 'updated' | 'unchanged',
): RowOutcome {
  return { rowNo, outcome, recordId: device.id, names: namesOf(device) };
}
