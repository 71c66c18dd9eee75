import type { Actor } from '@nqi/platform/identity';
import type { Life } from '@nqi/shared/lifecycle';
import { ReportRevocation } from './report-revocation.entity';
import { partiesOf } from './report-revocation.policy';
import {
  type ReportRevocationEvent,
  type ReportRevocationParty,
  type ReportRevocationState,
  reportRevocationWorkflow,
} from './report-revocation.workflow';

type Event = ReportRevocationEvent;

/** Proposals are the institution's own affair; what took effect is read with the report. */
export const reportRevocationLife: Life<Actor, ReportRevocation, ReportRevocationState, Event, ReportRevocationParty> =
  {
    workflow: reportRevocationWorkflow,
    entity: ReportRevocation,
    canSee: (actor, { institutionId }) => actor.organisationId === institutionId,
    partiesOf,
  };
