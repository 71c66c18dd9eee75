import { fileList, mandateSite, orderPayment, rate, registerContractor, registerSite, takeDueList } from './enterprise';
import { acceptAndAssess, confirmPayment, inspect, scheduleAndDispatch } from './institution';
import { signInPeople } from './people';
import { awaitIssued, checkAndApprove, download, preview, verify } from './reports';
import { insist, type Stage } from './stage';

/** Everything in it was received or counted. */
export interface Headline {
  filed: number;
  refused: number;
  reports: number;
  verified: boolean;
  /** From the first request to the last download. */
  seconds: number;
  reportsDir: string;
}

/** From the registration of a contractor to thirty printed reports. @throws Error that says which promise was broken */
export async function playHeadline(stage: Stage): Promise<Headline> {
  const { timeline, folder } = stage;
  timeline.start();
  const contractor = await registerContractor(stage);
  const people = await signInPeople(stage.api);
  const site = await registerSite(stage, people.propertyManager, contractor);
  await mandateSite(stage, people.propertyManager, contractor, site);
  const due = await takeDueList(stage, contractor);
  const batch = await fileList(stage, contractor, due);
  const ids = batch.filingIds;
  await acceptAndAssess(stage, people, ids);
  await confirmPayment(stage, people, await orderPayment(stage, contractor, ids));
  await scheduleAndDispatch(stage, people, ids);
  const reportIds = await inspect(stage, people, ids);
  const [first = ''] = reportIds;
  await preview(stage, people, first);
  await checkAndApprove(stage, people, reportIds);
  await awaitIssued(stage, contractor, batch);
  const reports = await download(stage, contractor, reportIds);
  const seconds = timeline.seconds();
  const [one] = reports;
  const verified = one !== undefined && (await verify(stage, one));
  insist(verified, 'the downloaded report could not be verified');
  await rate(stage, contractor, ids[0] ?? '');
  return { filed: ids.length, refused: batch.refused, reports: reports.length, verified, seconds, reportsDir: folder };
}
