export type { AmendableField } from './amendment';
export type { Bilingual } from './bilingual';
export { canonicalJsonOf, contentHashOf } from './content-hash';
export { maskName } from './mask';
export type { ReportEnvelope, ReportImprint } from './report-envelope';
export { Report } from './report.entity';
export {
  type ChecklistItem,
  type DocumentPlan,
  inForce,
  type PublicFact,
  type ReportKind,
  ReportKinds,
} from './report-kind';
export { reportRendering } from './report-rendering.entity';
export { ReportService } from './report.service';
export { type ReportParty, reportWorkflow } from './report.workflow';
export { ReportsHttpModule } from './reports.http.module';
export { ReportsModule } from './reports.module';
export { ReportsWorkerModule } from './reports.worker.module';
export { Typesetters } from './typesetters';
export { TypesettingError } from './typesetting';
export { verificationOf } from './printed-verification';
