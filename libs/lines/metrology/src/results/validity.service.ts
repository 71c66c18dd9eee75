import { Injectable } from '@nestjs/common';
import { lastDayOfValidity } from '@nqi/shared/calendar';
import { DomainError } from '@nqi/shared/errors';
import { VerificationRulesService } from '../catalogue/verification-rules.service';
import type { Instrument } from '../instruments/instrument.entity';

/** Until when a pass holds. */
@Injectable()
export class ValidityService {
  constructor(private readonly rules: VerificationRulesService) {}

  /**
   * The day to print: what the verifier chose within the cycle, else the cycle's end (HANDBOOK §1.4). The cycle is the
   * instrument's own, else that of the regulation in force on the day of the work.
   * @throws DomainError metrology.no_cycle, metrology.validity_too_long, request.invalid for a day before the work
   */
  async of(instrument: Instrument, performedOn: string, wanted: string | null | undefined): Promise<string> {
    const latest = await this.latest(instrument, performedOn);
    const chosen = wanted ?? latest;
    if (chosen === null) throw new DomainError('metrology.no_cycle');
    if (latest !== null && chosen > latest) throw new DomainError('metrology.validity_too_long', { latest });
    if (chosen >= performedOn) return chosen;
    throw new DomainError('request.invalid', { errors: [{ pointer: '/validUntil', code: 'field.too_small' }] });
  }

  private async latest(instrument: Instrument, performedOn: string): Promise<string | null> {
    const regulation = await this.rules.regulationOn(instrument, performedOn);
    const cycle = instrument.cycleMonths ?? regulation?.cycleMonths ?? null;
    return cycle === null ? null : lastDayOfValidity(performedOn, cycle);
  }
}
