import { Injectable } from '@nestjs/common';
import { Districts } from '@nqi/platform/identity';
import { lastDayOfValidity } from '@nqi/shared/calendar';
import { Clock } from '@nqi/shared/clock';
import type { Tx } from '@nqi/shared/database';
import { indexTerms } from '@nqi/shared/text';
import { isMandatory } from '../catalogue/verification-rules';
import { VerificationRulesService } from '../catalogue/verification-rules.service';
import type { Known, StatedFacts } from './instrument-facts';
import type { Instrument } from './instrument.entity';
import { readMeasuringRange } from './measuring-range';

/** What is looked up for the facts of instruments, and what follows from them. */
@Injectable()
export class InstrumentFactsService {
  constructor(
    private readonly clock: Clock,
    private readonly districts: Districts,
    private readonly rules: VerificationRulesService,
  ) {}

  /** Everything that the facts of these rows refer to, looked up at once. */
  async known(tx: Tx, rows: readonly StatedFacts[]): Promise<Known> {
    const districts = rows.flatMap(({ districtCode }) => districtCode ?? []);
    const { items, regulations } = await this.rules.names();
    return {
      unknownDistricts: await this.districts.unknown(tx, districts),
      items,
      regulations,
      today: this.clock.today(),
    };
  }

  /** Writes what follows from an instrument's facts: what could be read of its range, whether the law binds it, its words. */
  async derive(instrument: Instrument): Promise<void> {
    const today = this.clock.today();
    const item = await this.rules.itemOn(instrument.catalogueItemCode, today);
    const { lastCalibratedOn, cycleMonths } = instrument;
    const calibrationDueOn = lastCalibratedOn && cycleMonths ? lastDayOfValidity(lastCalibratedOn, cycleMonths) : null;
    const { mandatoryOverride, purpose, name, modelSpec, serialNo, manufacturer, usePlace, ledgerNo } = instrument;
    Object.assign(instrument, rangeColumns(instrument.measuringRange), {
      calibrationDueOn,
      isMandatory: mandatoryOverride ?? isMandatory(item, purpose, today),
      searchTerms: indexTerms(name, modelSpec, serialNo, manufacturer, usePlace, ledgerNo),
    });
  }

  /** The last day of validity that the regulation in force proposes for a verification; null where it says none. */
  async proposedValidity(instrument: Instrument, verifiedOn: string): Promise<string | null> {
    const cycle = instrument.cycleMonths ?? (await this.rules.regulationOn(instrument, verifiedOn))?.cycleMonths;
    return cycle ? lastDayOfValidity(verifiedOn, cycle) : null;
  }
}

const UNREAD = {
  ...{ rangeQuantity: null, rangeLow: null, rangeHigh: null },
  ...{ rangeUnit: null, rangeLowSi: null, rangeHighSi: null },
};

function rangeColumns(text: string | null): Partial<Instrument> {
  const range = text ? readMeasuringRange(text) : null;
  if (!range) return UNREAD;
  return {
    rangeQuantity: range.quantity,
    rangeLow: range.low,
    rangeHigh: range.high,
    rangeUnit: range.unit,
    rangeLowSi: range.lowSi,
    rangeHighSi: range.highSi,
  };
}
