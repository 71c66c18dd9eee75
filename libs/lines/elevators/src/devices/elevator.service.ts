import { Injectable } from '@nestjs/common';
import { DueService } from '@nqi/platform/dues';
import {
  type Actor,
  Districts,
  OrganisationService,
  QualificationService,
  regulatedPrefixes,
} from '@nqi/platform/identity';
import { HeldMandates } from '@nqi/platform/mandates';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { History } from '@nqi/shared/history';
import { assertVersion } from '@nqi/shared/http';
import { ElevatorRulesService } from '../rules/elevator-rules.service';
import { canSee } from '../visibility.policy';
import { checkFacts, districtsOf, isIdentified, normaliseFacts } from './elevator-facts';
import type { ChangeElevator } from './elevator.dto';
import { Elevator } from './elevator.entity';
import { ELEVATOR } from './elevator-mandate.kind';
import { canEdit, isRegistrar } from './elevator.policy';
import { nextDues } from './inspection-schedule';

/** Facts that can be changed but not taken away; `null` takes away any other. */
const KEPT = ['address', 'state', 'isPublicTransport'] as const;

/** Changes to single devices; {@link ElevatorRegistrationService} enters new ones. */
@Injectable()
export class ElevatorService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly history: History,
    private readonly rules: ElevatorRulesService,
    private readonly districts: Districts,
    private readonly organisations: OrganisationService,
    private readonly qualifications: QualificationService,
    private readonly mandates: HeldMandates,
    private readonly dues: DueService,
  ) {}

  /**
   * Edits a device on the ground of the version that the caller has read.
   * @throws DomainError precondition.stale, elevators.schedule_fixed, elevators.unidentified, request.invalid,
   * record.duplicate
   */
  change(actor: Actor, id: string, version: number, change: ChangeElevator): Promise<void> {
    return this.transactions.run(async (tx) => {
      const device = await lockDevice(tx, id);
      if (!device || !(await this.maySee(tx, actor, device))) throw new DomainError('record.not_found');
      if (!canEdit(actor, device)) throw new DomainError('access.forbidden');
      assertVersion(device, version);
      assertMaySchedule(actor, device, change);
      const facts = normaliseFacts(change);
      await this.assertValid(tx, facts);
      const from = device.state;
      Object.assign(device, facts, { updatedAt: this.clock.now() });
      if (!isIdentified(device)) throw new DomainError('elevators.unidentified');
      await this.reschedule(device);
      await tx.manager.save(device);
      const happening = { recordType: 'elevator', recordId: id, event: 'change', from, to: device.state };
      this.history.record(tx, { ...happening, by: actor, details: { fields: Object.keys(facts) } });
      await this.dues.follow(tx, ELEVATOR, [id]);
    });
  }

  /** Reports came or went: the device's dates and whether it may be used follow from those in force. */
  async inspected(tx: Tx, id: string, reported: { passedOn: string | null; isProhibited: boolean }): Promise<void> {
    const device = await lockDevice(tx, id);
    if (!device) return;
    const before = device.lastPassedOn;
    // What differs from what reports gave was registered by somebody.
    if (before !== device.reportedPassedOn) device.statedPassedOn = before;
    device.reportedPassedOn = reported.passedOn;
    device.lastPassedOn = later(reported.passedOn, device.statedPassedOn);
    device.isUseProhibited = reported.isProhibited;
    device.updatedAt = this.clock.now();
    if (device.lastPassedOn !== before) await this.reschedule(device);
    await tx.manager.save(device);
    await this.dues.follow(tx, ELEVATOR, [id]);
  }

  /** Writes the next due dates from the base month and the last pass; without a base month there are none. */
  async reschedule(
    device: Pick<Elevator, 'baseMonth' | 'lastPassedOn' | 'lastSelfTestedOn'> & Partial<Elevator>,
  ): Promise<void> {
    const { baseMonth, lastPassedOn, lastSelfTestedOn } = device;
    Object.assign(device, { nextInspectionDueOn: null, nextSelfTestDueOn: null, scheduleRule: null });
    if (!baseMonth) return;
    const rule = await this.rules.scheduleOn(this.clock.today());
    const dues = nextDues(rule, { baseMonth, lastPassedOn, lastSelfTestedOn });
    const dates = { nextInspectionDueOn: dues.inspection, nextSelfTestDueOn: dues.selfTest };
    Object.assign(device, dates, { scheduleRule: rule.version });
  }

  /** The only approved institution, for devices that name none. */
  async defaultInstitution(tx: Tx): Promise<string | null> {
    const approved = await this.qualifications.approvedInstitutions(tx, 'elevator_inspection', this.clock.today(), 2);
    return approved.length === 1 ? (approved[0] ?? null) : null;
  }

  private async maySee(tx: Tx, actor: Actor, device: Elevator): Promise<boolean> {
    const subject = { subjectId: device.id, mandatorId: device.userUnitId };
    return (
      canSee(actor, device, regulatedPrefixes(actor)) ||
      (await this.mandates.scopes(actor, ELEVATOR, subject, tx)).size > 0
    );
  }

  private async assertValid(tx: Tx, facts: ChangeElevator): Promise<void> {
    const unknownDistricts = await this.districts.unknown(tx, districtsOf(facts));
    const categories = await this.rules.categories();
    const errors = [
      ...KEPT.filter((field) => facts[field] === null).map((field) => ({
        pointer: `/${field}`,
        code: 'field.required',
      })),
      ...checkFacts(facts, { unknownDistricts, categories, today: this.clock.today() }),
    ];
    if (errors.length > 0) throw new DomainError('request.invalid', { errors });
    const { maintenanceUnitId, institutionId } = facts;
    if (maintenanceUnitId) {
      await this.organisations.assertCapability(tx, maintenanceUnitId, 'maintenance_unit', '/maintenanceUnitId');
    }
    if (institutionId) await this.organisations.assertCapability(tx, institutionId, 'institution', '/institutionId');
  }
}

function later(one: string | null, other: string | null): string | null {
  return one !== null && (other === null || one > other) ? one : other;
}

function lockDevice(tx: Tx, id: string): Promise<Elevator | null> {
  return tx.manager.findOne(Elevator, { where: { id }, lock: { mode: 'for_no_key_update' } });
}

/** Who is bound by the schedule may start it, not move it. */
function assertMaySchedule(actor: Actor, device: Elevator, change: ChangeElevator): void {
  const moves = change.baseMonth !== undefined || change.lastPassedOn !== undefined;
  if (moves && device.baseMonth !== null && !isRegistrar(actor, device)) {
    throw new DomainError('elevators.schedule_fixed');
  }
}
