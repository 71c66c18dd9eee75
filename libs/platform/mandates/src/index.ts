export { type HeldMandate, HeldMandates, type MandateSubject } from './held-mandates.service';
export { covers, HELD, live } from './live-mandates';
export type { OfferMandate } from './mandate.dto';
export { Mandate, type MandateScope } from './mandate.entity';
export { type MandateKind, MandateKinds } from './mandate-kind';
export { MandateService } from './mandate.service';
export { MandatesHttpModule } from './mandates.http.module';
export { MandatesModule } from './mandates.module';
export { MandatesWorkerModule } from './mandates.worker.module';
