import { Inject, Injectable } from '@nestjs/common';
import { DueService } from '@nqi/platform/dues';
import { type Actor, Districts, type Organisation, OrganisationService } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { CONFIG, type Config } from '@nqi/shared/config';
import { insertMany, Transactions, type Tx } from '@nqi/shared/database';
import { DomainError, type FieldError } from '@nqi/shared/errors';
import { History } from '@nqi/shared/history';
import { readRows, type RefusedRow, type Row } from '@nqi/shared/http';
import { newId } from '@nqi/shared/ids';
import { ElevatorRulesService } from '../rules/elevator-rules.service';
import { checkFacts, districtsOf, isIdentified, normaliseFacts } from './elevator-facts';
import { type CreateElevator, ElevatorRow } from './elevator.dto';
import { Elevator } from './elevator.entity';
import { ELEVATOR } from './elevator-mandate.kind';
import { ElevatorService } from './elevator.service';
import { explainTaken, type RegisteredRow } from './taken-codes';

/** What became of a batch: the devices that are now registered, by row, and the rows that are not. */
export interface RegistrationOutcome {
  registered: RegisteredRow[];
  refused: RefusedRow[];
}

/** Enters new devices, one or many by the same road: shape, rules, constraint. */
@Injectable()
export class ElevatorRegistrationService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly history: History,
    private readonly rules: ElevatorRulesService,
    private readonly districts: Districts,
    private readonly organisations: OrganisationService,
    private readonly elevators: ElevatorService,
    private readonly dues: DueService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @returns the device's id @throws what a batch would have said of the row */
  async registerOne(actor: Actor, facts: CreateElevator): Promise<string> {
    const row = { index: 0, clientRef: null, value: facts };
    const { registered, refused } = await this.transactions.run((tx) => this.register(tx, actor, [row], false));
    const [first] = registered;
    if (!first) throw refused[0]?.error ?? new DomainError('service.fault');
    return first.device.id;
  }

  /** Enters every good row and names every bad one; `validateOnly` enters none. */
  async registerMany(actor: Actor, rows: readonly unknown[], validateOnly: boolean): Promise<RegistrationOutcome> {
    const { good, refused } = readRows(ElevatorRow, rows, this.config.BATCH_MAX_ROWS);
    const outcome = await this.transactions.run((tx) => this.register(tx, actor, good, validateOnly));
    return { registered: outcome.registered, refused: [...refused, ...outcome.refused] };
  }

  private async register(
    tx: Tx,
    actor: Actor,
    rows: Row<CreateElevator>[],
    validateOnly: boolean,
  ): Promise<RegistrationOutcome> {
    const facts = rows.map((row) => ({
      ...row,
      value: { ...normaliseFacts(row.value), userUnitId: row.value.userUnitId ?? actor.organisationId },
    }));
    const check = await this.checker(tx, actor, facts);
    const institutionId = await this.institutionFor(tx, actor);
    const refused: RefusedRow[] = [];
    const candidates: RegisteredRow[] = [];
    for (const { index, clientRef, value } of facts) {
      const error = check(value);
      if (error) refused.push({ index, clientRef, error });
      else candidates.push({ index, clientRef, device: await this.toDevice(value, institutionId) });
    }
    const { registered, taken } = await this.insert(tx, actor, candidates, validateOnly);
    return { registered, refused: [...refused, ...taken] };
  }

  /** The constraints say which codes are taken; a preview asks them too, and takes back what it entered. */
  private async insert(
    tx: Tx,
    actor: Actor,
    candidates: readonly RegisteredRow[],
    validateOnly: boolean,
  ): Promise<{ registered: RegisteredRow[]; taken: RefusedRow[] }> {
    if (validateOnly) await tx.sql('SAVEPOINT preview');
    const devices = candidates.map(({ device }) => device);
    const entered = await insertMany(tx, Elevator, devices);
    const registered = candidates.filter(({ device }) => entered.has(device.id));
    const repeated = candidates.filter(({ device }) => !entered.has(device.id));
    const taken = await explainTaken(tx, actor, repeated, validateOnly ? entered : new Set());
    if (validateOnly) await tx.sql('ROLLBACK TO SAVEPOINT preview');
    else this.remember(tx, actor, registered);
    return { registered, taken };
  }

  /** Looks up what all rows refer to at once; the returned check is pure. */
  private async checker(
    tx: Tx,
    actor: Actor,
    rows: Row<CreateElevator>[],
  ): Promise<(facts: CreateElevator) => DomainError | null> {
    const unknownDistricts = await this.districts.unknown(
      tx,
      rows.flatMap(({ value }) => districtsOf(value)),
    );
    const categories = await this.rules.categories();
    const named = rows.flatMap(({ value }) => REFERENCES.map(([field]) => value[field] ?? null));
    const organisations = await this.organisations.byIds(tx, named);
    const known = { unknownDistricts, categories, today: this.clock.today() };
    return (facts) => {
      if (!mayRegister(actor, facts.userUnitId)) return new DomainError('elevators.not_your_unit');
      const errors = [...checkFacts(facts, known), ...checkReferences(facts, organisations)];
      if (errors.length > 0) return new DomainError('request.invalid', { errors });
      return isIdentified(facts) ? null : new DomainError('elevators.unidentified');
    };
  }

  private async toDevice(facts: CreateElevator, institutionId: string | null): Promise<Elevator> {
    const now = this.clock.now();
    const { clientRef: _, ...known } = facts as ElevatorRow;
    const device: Elevator = Object.assign(new Elevator(), {
      ...{ id: newId(), lastPassedOn: null, lastSelfTestedOn: null, baseMonth: null },
      ...{ governorCalibratedOn: null, brakeTestedOn: null },
      ...known,
      institutionId: facts.institutionId ?? institutionId,
      isPublicTransport: facts.isPublicTransport ?? false,
      ...{ state: 'in_use', isUseProhibited: false, version: 1, createdAt: now, updatedAt: now },
    });
    await this.elevators.reschedule(device);
    return device;
  }

  /** An institution that registers a device inspects it; otherwise the only approved one does. */
  private async institutionFor(tx: Tx, actor: Actor): Promise<string | null> {
    return actor.capabilities.has('institution') ? actor.organisationId : this.elevators.defaultInstitution(tx);
  }

  private remember(tx: Tx, actor: Actor, registered: RegisteredRow[]): void {
    const happenings = registered.map(({ device }) => {
      return {
        recordType: 'elevator',
        recordId: device.id,
        event: 'register',
        from: null,
        to: device.state,
        by: actor,
      };
    });
    this.history.record(tx, ...happenings);
    this.dues.begin(
      tx,
      ELEVATOR,
      registered.map(({ device }) => device.id),
    );
  }
}

/** The organisations that a device names, and what each must be. */
const REFERENCES = [
  ['userUnitId', 'user_unit'],
  ['maintenanceUnitId', 'maintenance_unit'],
  ['institutionId', 'institution'],
] as const;

function checkReferences(facts: CreateElevator, organisations: ReadonlyMap<string, Organisation>): FieldError[] {
  return REFERENCES.flatMap(([field, capability]) => {
    const id = facts[field];
    const fits = !id || organisations.get(id)?.capabilities.includes(capability);
    return fits ? [] : [{ pointer: `/${field}`, code: 'field.unknown_organisation' }];
  });
}

/** A user unit registers its own devices; an institution those of any user unit. */
function mayRegister(actor: Actor, userUnitId: string | undefined): boolean {
  return (
    actor.capabilities.has('institution') ||
    (actor.capabilities.has('user_unit') && userUnitId === actor.organisationId)
  );
}
