import { type Actor, regulatedPrefixes } from '@nqi/platform/identity';
import type { Life } from '@nqi/shared/lifecycle';
import { Report } from './report.entity';
import { canSee, partiesOf } from './report.policy';
import { type ReportEvent, type ReportParty, type ReportState, reportWorkflow } from './report.workflow';

export const reportLife: Life<Actor, Report, ReportState, ReportEvent, ReportParty> = {
  workflow: reportWorkflow,
  entity: Report,
  canSee: (actor, report) => canSee(actor, report, regulatedPrefixes(actor)),
  partiesOf,
};
