import { Injectable } from '@nestjs/common';
import { DueService } from '@nqi/platform/dues';
import type { Actor } from '@nqi/platform/identity';
import { type HeldMandate, HeldMandates } from '@nqi/platform/mandates';
import { Clock } from '@nqi/shared/clock';
import { insertMany, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { History } from '@nqi/shared/history';
import type { RefusedRow, Row } from '@nqi/shared/http';
import { newId } from '@nqi/shared/ids';
import { Numbers } from '@nqi/shared/numbers';
import { Secrets } from '@nqi/shared/secrets';
import { nextState } from '@nqi/shared/workflow';
import type { Elevator } from '../devices/elevator.entity';
import { ELEVATOR } from '../devices/elevator-mandate.kind';
import { ElevatorRulesService } from '../rules/elevator-rules.service';
import { type DeviceReference, finderOf, lockDevices } from './filing-devices.queries';
import { type FilingTerms, termsOf } from './filing-rules';
import type { FilingFacts } from './filing.dto';
import { Filing, FILING_CONTACT_PHONE } from './filing.entity';
import { partiesOf } from './filing.policy';
import { filingWorkflow } from './filing.workflow';
import { type EnteredFiling, explainOpenFilings } from './open-filings';

/** One wish to have a device inspected. */
export type FilingWish = FilingFacts & DeviceReference;

/** How filings enter: as drafts to be submitted later, or filed at once as a batch does. */
export interface EntryMode {
  event: 'create' | 'file';
  batchId: string | null;
}

export interface EntryOutcome {
  entered: EnteredFiling[];
  refused: RefusedRow[];
}

/** Enters filings, one or thousands by the same road, in a handful of statements. */
@Injectable()
export class FilingEntryService {
  constructor(
    private readonly clock: Clock,
    private readonly numbers: Numbers,
    private readonly history: History,
    private readonly rules: ElevatorRulesService,
    private readonly mandates: HeldMandates,
    private readonly secrets: Secrets,
    private readonly dues: DueService,
  ) {}

  /** Locks the devices and says which rows could be filed, as what, and why the others could not. */
  async check(tx: Tx, actor: Actor, rows: readonly Row<FilingWish>[], mode: EntryMode): Promise<EntryOutcome> {
    const references = rows.map(({ value }) => value);
    const devices = await lockDevices(tx, actor, references, this.clock.today());
    const held = await this.heldToFile(tx, actor, devices);
    const find = finderOf(devices, ({ id, userUnitId }) => userUnitId === actor.organisationId || held.has(id));
    const rule = await this.rules.scheduleOn(this.clock.today());
    const refused: RefusedRow[] = [];
    const candidates = new Map<string, EnteredFiling>();
    for (const { index, clientRef, value } of rows) {
      const device = find(value);
      const terms = device instanceof DomainError ? device : termsOf(device, value, rule, this.clock.today());
      const error = terms instanceof DomainError ? terms : repeated(candidates, device as Elevator);
      if (error) refused.push({ index, clientRef, error });
      else {
        const mandate = held.get((device as Elevator).id);
        const filing = this.toFiling(actor, device as Elevator, value, { ...(terms as FilingTerms), ...mode, mandate });
        candidates.set(filing.elevatorId, { index, clientRef, filing });
      }
    }
    const { free, taken } = await explainOpenFilings(tx, [...candidates.values()]);
    return { entered: free, refused: [...refused, ...taken] };
  }

  /**
   * Enters what was checked in this transaction. The devices are locked, so nobody has filed for them since; the unique
   * index is the law behind it.
   */
  async insert(tx: Tx, actor: Actor, entered: readonly EnteredFiling[], event: EntryMode['event']): Promise<void> {
    if (event === 'file') {
      const numbers = await this.numbers.ordinary(tx, 'filing_number', this.clock.today(), entered.length);
      entered.forEach(({ filing }, index) => (filing.number = numbers[index] ?? null));
    }
    const inserted = await insertMany(
      tx,
      Filing,
      entered.map(({ filing }) => filing),
    );
    if (inserted.size !== entered.length) throw new DomainError('request.busy');
    if (event === 'file') await this.mandates.reliedOn(tx, relianceOf(entered));
    const happenings = entered.map(({ filing }) => {
      return { recordType: 'elevator_filing', recordId: filing.id, event, from: null, to: filing.state, by: actor };
    });
    this.history.record(tx, ...happenings);
    if (event === 'file') {
      const elevatorIds = entered.map(({ filing }) => filing.elevatorId);
      await this.dues.follow(tx, ELEVATOR, elevatorIds);
    }
  }

  /** The mandates to file that the actor's organisation holds over devices of others, locked until the filings are in. */
  private async heldToFile(tx: Tx, actor: Actor, devices: readonly Elevator[]): Promise<Map<string, HeldMandate>> {
    const subjects = devices.map(({ id, userUnitId }) => ({ subjectId: id, mandatorId: userUnitId }));
    const held = await this.mandates.over(actor, ELEVATOR, subjects, tx);
    return new Map([...held].filter(([, { scopes }]) => scopes.has('file')));
  }

  private toFiling(actor: Actor, device: Elevator, wish: FilingWish, terms: Terms): Filing {
    const now = this.clock.now();
    const { userUnitId, maintenanceUnitId, districtCode } = device;
    const { institutionId, dueOn, dueYear, isLate, batchId, event, mandate } = terms;
    const { requestedOn, contactName, remark, overdueOpinionNo } = wish;
    const filedByOrganisationId = actor.organisationId;
    const record = { userUnitId, institutionId, filedByOrganisationId, inspectorIds: [] };
    const parties = partiesOf(actor, record, mandate?.scopes);
    const id = newId();
    const { value, index } = this.secrets.encrypt({ column: FILING_CONTACT_PHONE, id }, wish.contactPhone);
    return Object.assign(new Filing(), {
      ...{ id, number: null, batchId, elevatorId: device.id, kind: 'periodic_inspection' as const },
      ...{ dueOn, dueYear, isLate, state: nextState(filingWorkflow, null, event, parties) },
      ...{ userUnitId, maintenanceUnitId, institutionId, districtCode },
      ...{ filedById: actor.userId, filedByOrganisationId, mandateId: mandate?.id ?? null, inspectorIds: [] },
      ...{ requestedOn, contactName, contactPhone: value, contactPhoneIndex: index, remark, overdueOpinionNo },
      ...{ submittedAt: event === 'file' ? now : null, version: 1, createdAt: now, updatedAt: now },
    });
  }
}

type Terms = FilingTerms & EntryMode & { mandate: HeldMandate | undefined };

function relianceOf(entered: readonly EnteredFiling[]): { mandateId: string; organisationId: string }[] {
  return entered.flatMap(({ filing: { mandateId, institutionId } }) =>
    mandateId ? [{ mandateId, organisationId: institutionId }] : [],
  );
}

function repeated(candidates: ReadonlyMap<string, EnteredFiling>, device: Elevator): DomainError | null {
  const first = candidates.get(device.id);
  return first ? new DomainError('elevators.repeated_row', { firstIndex: first.index }) : null;
}
