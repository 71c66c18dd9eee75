import { Injectable } from '@nestjs/common';
import { type Actor, type Licence, QualificationService } from '@nqi/platform/identity';
import { ReportService } from '@nqi/platform/reports';
import { cityDate } from '@nqi/shared/calendar';
import { Clock } from '@nqi/shared/clock';
import type { Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { Elevator } from '../devices/elevator.entity';
import { ELEVATOR } from '../devices/elevator-mandate.kind';
import { earliestFilingDate, nextDues } from '../devices/inspection-schedule';
import { FilingLife } from '../filings/filing.life';
import type { Filing } from '../filings/filing.entity';
import { conclude } from '../filings/inspection-conclusion';
import { ELEVATOR_INSPECTION_REPORT } from '../reports/inspection-report.kind';
import { ReportContentService } from '../reports/report-content.service';
import { type ChecklistItem, ElevatorRulesService } from '../rules/elevator-rules.service';
import { recordItems, unmetConditions } from './visit-rules';
import type { ConcludeVisit, DispatchVisit, ScheduleVisit, StartVisit } from './visit.dto';

/** From the appointment to the conclusion. */
@Injectable()
export class VisitService {
  constructor(
    private readonly clock: Clock,
    private readonly rules: ElevatorRulesService,
    private readonly lifecycle: Lifecycle,
    private readonly life: FilingLife,
    private readonly qualifications: QualificationService,
    private readonly reports: ReportService,
    private readonly content: ReportContentService,
  ) {}

  /** @throws DomainError elevators.scheduled_too_early */
  schedule(actor: Actor, id: string, { scheduledOn, scheduledPeriod }: ScheduleVisit): Promise<void> {
    return this.lifecycle.act(this.life, { actor, id, event: 'schedule' }, async (_, filing) => {
      await this.assertNotEarly(filing, this.clock.today(), scheduledOn);
      Object.assign(filing, { scheduledOn, scheduledPeriod });
      return { details: { scheduledOn, scheduledPeriod } };
    });
  }

  /** Two inspectors or more, each with a licence valid on the day. @throws DomainError elevators.inspectors_unqualified */
  dispatch(actor: Actor, id: string, { inspectorIds }: DispatchVisit): Promise<void> {
    return this.lifecycle.act(this.life, { actor, id, event: 'dispatch' }, async (tx, filing) => {
      await this.licencesOf(tx, filing, inspectorIds, filing.scheduledOn ?? this.clock.today());
      filing.inspectorIds = inspectorIds;
      return { details: { inspectorIds } };
    });
  }

  /** @throws DomainError elevators.site_not_ready */
  arrive(actor: Actor, id: string, site: StartVisit): Promise<void> {
    return this.lifecycle.act(this.life, { actor, id, event: 'arrive' }, (_, filing) => {
      const unmet = unmetConditions(site);
      if (unmet.length > 0) throw new DomainError('elevators.site_not_ready', { unmet });
      const { temperatureC, supplyVoltageDeviationPercent } = site;
      filing.siteConditions = { temperatureC, supplyVoltageDeviationPercent };
    });
  }

  /** Records the findings, concludes by the rule in force and hands a snapshot over for the report. */
  conclude(actor: Actor, id: string, findings: ConcludeVisit): Promise<void> {
    return this.lifecycle.act(this.life, { actor, id, event: 'conclude' }, async (tx, filing) => {
      const { inspectedOn } = findings;
      if (inspectedOn > this.clock.today()) throw badDay('field.too_large');
      await this.assertNotEarly(filing, cityDate(filing.submittedAt ?? filing.createdAt), inspectedOn);
      const licences = await this.licencesOf(tx, filing, filing.inspectorIds, inspectedOn);
      const device = await tx.manager.findOneByOrFail(Elevator, { id: filing.elevatorId });
      const items = recordItems(await this.rules.checklist(device.categoryCode, inspectedOn), findings.items);
      const outcome = conclude(await this.rules.conclusionOn(inspectedOn), items);
      const opinionNoticeNo = findings.opinionNoticeNo ?? null;
      if (outcome.conclusion === 'pass_after_rectification' && !opinionNoticeNo) {
        throw new DomainError('elevators.opinion_notice_needed');
      }
      Object.assign(filing, { inspectedOn, items, opinionNoticeNo, conclusion: outcome.conclusion });
      filing.inspectionRemark = findings.remark ?? null;
      filing.nextInspectionDueOn = await this.nextDueOn(filing, device);
      filing.reportId = await this.draft(
        tx,
        actor,
        filing,
        await this.content.of(tx, { filing, device, outcome, licences }),
      );
      return { details: { conclusion: outcome.conclusion } };
    });
  }

  /** The checklist for a filing's device, on the day of the inspection. */
  checklist(device: Pick<Elevator, 'categoryCode'>): Promise<ChecklistItem[]> {
    return this.rules.checklist(device.categoryCode, this.clock.today());
  }

  /** Neither before `from` nor so early that the inspection would not settle the due date. */
  private async assertNotEarly({ dueOn }: Filing, from: string, day: string): Promise<void> {
    const earliest = earliestFilingDate(await this.rules.scheduleOn(this.clock.today()), dueOn);
    const earliestOn = earliest > from ? earliest : from;
    if (day < earliestOn) throw new DomainError('elevators.scheduled_too_early', { earliestOn });
  }

  private draft(tx: Tx, actor: Actor, filing: Filing, content: object): Promise<string> {
    const { id: subjectId, institutionId, userUnitId, elevatorId, districtCode } = filing;
    return this.reports.draft(tx, actor, {
      kind: ELEVATOR_INSPECTION_REPORT,
      subjectId,
      institutionId,
      viewerIds: [userUnitId],
      object: { ownerId: userUnitId, kind: ELEVATOR, id: elevatorId },
      districtCode,
      content,
    });
  }

  /** A failed device has no next inspection until it passes. */
  private async nextDueOn({ conclusion, inspectedOn }: Filing, { baseMonth }: Elevator): Promise<string | null> {
    if (conclusion === 'fail' || !baseMonth || !inspectedOn) return null;
    const rule = await this.rules.scheduleOn(inspectedOn);
    return nextDues(rule, { baseMonth, lastPassedOn: inspectedOn }).inspection;
  }

  private async licencesOf(tx: Tx, filing: Filing, userIds: readonly string[], on: string): Promise<Licence[]> {
    const scope = { organisationId: filing.institutionId, scope: 'DT' } as const;
    const licences = await this.qualifications.licences(tx, scope, userIds, on);
    const licensed = new Set(licences.map(({ userId }) => userId));
    const unqualified = userIds.filter((userId) => !licensed.has(userId));
    if (unqualified.length > 0)
      throw new DomainError('elevators.inspectors_unqualified', { on, inspectorIds: unqualified });
    return licences;
  }
}

function badDay(code: string): DomainError {
  return new DomainError('request.invalid', { errors: [{ pointer: '/inspectedOn', code }] });
}
