import { Kernel1763700000000 } from './1763700000000-kernel';
import { ElevatorRules1763700001000 } from './1763700001000-elevator-rules';
import { Identity1763700002000 } from './1763700002000-identity';
import { Elevators1763700003000 } from './1763700003000-elevators';
import { Payments1763700004000 } from './1763700004000-payments';
import { Reports1763700005000 } from './1763700005000-reports';
import { Ratings1763700006000 } from './1763700006000-ratings';
import { Calendar1763700009000 } from './1763700009000-calendar';
import { MetrologyLedger1763700010000 } from './1763700010000-metrology-ledger';
import { MetrologyOrders1763700011000 } from './1763700011000-metrology-orders';
import { Equipment1763700012000 } from './1763700012000-equipment';
import { Assistance1763700013000 } from './1763700013000-assistance';
import { Sessions1763700020000 } from './1763700020000-sessions';
import { Duties1763700020500 } from './1763700020500-duties';
import { Onboarding1763700021000 } from './1763700021000-onboarding';
import { SignInWays1763700022000 } from './1763700022000-sign-in-ways';
import { Audit1763700023000 } from './1763700023000-audit';
import { PersonalData1763700024000 } from './1763700024000-personal-data';
import { Mandates1763700025000 } from './1763700025000-mandates';
import { ApiKeys1763700026000 } from './1763700026000-api-keys';
import { PhoneChange1763700027000 } from './1763700027000-phone-change';
import { ImportFiles1763700070000 } from './1763700070000-import-files';
import { Imports1763700030000 } from './1763700030000-imports';
import { Search1763700040000 } from './1763700040000-search';
import { Standards1763700041000 } from './1763700041000-standards';
import { Dues1763700050000 } from './1763700050000-dues';
import { PaymentsGrowth1763700051000 } from './1763700051000-payments-growth';
import { RatingsGrowth1763700052000 } from './1763700052000-ratings-growth';
import { Notices1763700060000 } from './1763700060000-notices';
import { Attachments1763700061000 } from './1763700061000-attachments';
import { DueBoard1763700086000 } from './1763700086000-due-board';
import { Signing1763700090000 } from './1763700090000-signing';
import { ReportLives1763700100000 } from './1763700100000-report-lives';
import { ReportExports1763700110000 } from './1763700110000-report-exports';
import { ReportDeliveries1763700111000 } from './1763700111000-report-deliveries';
import { AttachmentLeftovers1763700112000 } from './1763700112000-attachment-leftovers';
import { Testing1763700130000 } from './1763700130000-testing';
import { Forms1763700131000 } from './1763700131000-forms';
import { RemadeFiles1763700140000 } from './1763700140000-remade-files';
import { PostponedJobs1763700145000 } from './1763700145000-postponed-jobs';
import { ReportsStatedAnew1763700220000 } from './1763700220000-reports-stated-anew';
import { Deferrals1763700240000 } from './1763700240000-deferrals';
import { DistrictPoints1763700241000 } from './1763700241000-district-points';
import { SearchPartitions1763700250000 } from './1763700250000-search-partitions';
import { LeanIndexes1763700260000 } from './1763700260000-lean-indexes';
import { MeasurementDeviations1763700261000 } from './1763700261000-measurement-deviations';
import { PlaceWords1763700262000 } from './1763700262000-place-words';

/** In the order in which they run. */
export const migrations = [
  Kernel1763700000000,
  ElevatorRules1763700001000,
  Identity1763700002000,
  Elevators1763700003000,
  Payments1763700004000,
  Reports1763700005000,
  Ratings1763700006000,
  Calendar1763700009000,
  MetrologyLedger1763700010000,
  MetrologyOrders1763700011000,
  Equipment1763700012000,
  Assistance1763700013000,
  Sessions1763700020000,
  Duties1763700020500,
  Onboarding1763700021000,
  SignInWays1763700022000,
  Audit1763700023000,
  PersonalData1763700024000,
  Mandates1763700025000,
  ApiKeys1763700026000,
  PhoneChange1763700027000,
  Imports1763700030000,
  Search1763700040000,
  Standards1763700041000,
  Dues1763700050000,
  PaymentsGrowth1763700051000,
  RatingsGrowth1763700052000,
  Notices1763700060000,
  Attachments1763700061000,
  ImportFiles1763700070000,
  DueBoard1763700086000,
  Signing1763700090000,
  ReportLives1763700100000,
  ReportExports1763700110000,
  ReportDeliveries1763700111000,
  AttachmentLeftovers1763700112000,
  Testing1763700130000,
  Forms1763700131000,
  RemadeFiles1763700140000,
  PostponedJobs1763700145000,
  ReportsStatedAnew1763700220000,
  Deferrals1763700240000,
  DistrictPoints1763700241000,
  SearchPartitions1763700250000,
  LeanIndexes1763700260000,
  MeasurementDeviations1763700261000,
  PlaceWords1763700262000,
];
