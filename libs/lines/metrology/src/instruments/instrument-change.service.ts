import { Injectable } from '@nestjs/common';
import { DomainError } from '@nqi/shared/errors';
import { checkFacts, checkKept, type Known, lacksDistrict } from './instrument-facts';
import { InstrumentFactsService } from './instrument-facts.service';
import type { ChangeInstrument } from './instrument.dto';
import type { Instrument } from './instrument.entity';

/** Until when an instrument is verified: once there is a certificate of this platform, it alone says so. */
const VALIDITY = ['lastVerifiedOn', 'validUntil', 'cycleMonths'] as const;

/** What an edit of its owner makes of an entry, by hand or from a sheet. */
@Injectable()
export class InstrumentChangeService {
  constructor(private readonly facts: InstrumentFactsService) {}

  /**
   * Writes normalised facts and what follows from them into an entry that the caller has locked and stores.
   * @throws DomainError request.invalid, metrology.validity_fixed, metrology.district_required
   */
  async apply(instrument: Instrument, change: ChangeInstrument, known: Known): Promise<void> {
    const { certificateNo } = instrument;
    if (certificateNo !== null && VALIDITY.some((field) => change[field] !== undefined)) {
      throw new DomainError('metrology.validity_fixed', { certificateNo });
    }
    Object.assign(instrument, change);
    const errors = [...checkKept(change), ...checkFacts(instrument, known)];
    if (errors.length > 0) throw new DomainError('request.invalid', { errors });
    await this.facts.derive(instrument);
    await this.proposeValidity(instrument, change);
    if (lacksDistrict(instrument)) throw new DomainError('metrology.district_required');
  }

  /** A new day of verification moves the validity with it, unless the owner states that too. */
  private async proposeValidity(instrument: Instrument, change: ChangeInstrument): Promise<void> {
    const { lastVerifiedOn } = instrument;
    if (!change.lastVerifiedOn || change.validUntil !== undefined || !lastVerifiedOn) return;
    instrument.validUntil = await this.facts.proposedValidity(instrument, lastVerifiedOn);
  }
}
