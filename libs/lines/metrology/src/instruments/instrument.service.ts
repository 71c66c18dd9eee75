import { Injectable } from '@nestjs/common';
import { DueService } from '@nqi/platform/dues';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { History } from '@nqi/shared/history';
import { assertVersion } from '@nqi/shared/http';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { INSTRUMENT } from './instrument-due.kind';
import { InstrumentChangeService } from './instrument-change.service';
import { entryKey, normaliseFacts } from './instrument-facts';
import { InstrumentFactsService } from './instrument-facts.service';
import type { ChangeInstrument, OverrideMandatory } from './instrument.dto';
import type { Instrument } from './instrument.entity';
import { instrumentLife } from './instrument.life';
import type { InstrumentParty } from './instrument.workflow';
import { existsAlready, standingEntries } from './standing-entries';

/** Changes to single entries of a ledger; {@link InstrumentRegistrationService} makes new ones. */
@Injectable()
export class InstrumentService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly history: History,
    private readonly lifecycle: Lifecycle,
    private readonly facts: InstrumentFactsService,
    private readonly changes: InstrumentChangeService,
    private readonly dues: DueService,
  ) {}

  /**
   * The owner edits an entry on the ground of the version that was read.
   * @throws DomainError precondition.stale, request.invalid, metrology.validity_fixed, metrology.instrument_exists,
   * metrology.district_required
   */
  change(actor: Actor, id: string, version: number, change: ChangeInstrument): Promise<void> {
    return this.edit(actor, { id, version, by: 'owner' }, async (tx, instrument) => {
      const before = entryKey(instrument) + (instrument.status === 'scrapped' ? ' scrapped' : '');
      const facts = normaliseFacts(change);
      await this.changes.apply(instrument, facts, await this.facts.known(tx, [facts]));
      if (instrument.status !== 'scrapped' && entryKey(instrument) !== before) await assertAlone(tx, instrument);
      return { event: 'change', details: { fields: Object.keys(facts) } };
    });
  }

  /** The regulator says whether the law binds an instrument, against the catalogue and its stated purpose. */
  overrideMandatory(
    actor: Actor,
    id: string,
    version: number,
    { isMandatory, reason }: OverrideMandatory,
  ): Promise<void> {
    return this.edit(actor, { id, version, by: 'regulator' }, async (_, instrument) => {
      instrument.mandatoryOverride = isMandatory;
      instrument.mandatoryOverrideReason = instrument.mandatoryOverride === null ? null : reason;
      await this.facts.derive(instrument);
      return { event: 'override_mandatory', note: reason, details: { isMandatory: isMandatory } };
    });
  }

  /** The owner files a draft, or answers a return. @throws DomainError metrology.district_required */
  file(actor: Actor, id: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      await this.lifecycle.act(instrumentLife, { actor, id, event: 'file' }, (_, instrument) => {
        if (instrument.isMandatory && instrument.districtCode === null)
          throw new DomainError('metrology.district_required');
        instrument.returnReason = null;
      });
      await this.dues.follow(tx, INSTRUMENT, [id]);
    });
  }

  /** The regulator of the district returns a filing. */
  return(actor: Actor, id: string, reason: string): Promise<void> {
    return this.lifecycle.act(instrumentLife, { actor, id, event: 'return' }, (_, instrument) => {
      instrument.returnReason = reason;
      return { note: reason };
    });
  }

  private edit(
    actor: Actor,
    { id, version, by }: { id: string; version: number; by: InstrumentParty },
    change: (
      tx: Tx,
      instrument: Instrument,
    ) => Promise<{ event: string; note?: string; details: Record<string, unknown> }>,
  ): Promise<void> {
    return this.transactions.run(async (tx) => {
      const instrument = await this.lifecycle.visible(tx, instrumentLife, actor, id);
      if (!instrumentLife.partiesOf(actor, instrument).has(by)) throw new DomainError('access.forbidden');
      assertVersion(instrument, version);
      const happening = await change(tx, instrument);
      instrument.updatedAt = this.clock.now();
      await tx.manager.save(instrument);
      const { state } = instrument;
      const record = { recordType: 'instrument', recordId: id, from: state, to: state, by: actor };
      this.history.record(tx, { ...record, ...happening });
      await this.dues.follow(tx, INSTRUMENT, [id]);
    });
  }
}

async function assertAlone(tx: Tx, instrument: Instrument): Promise<void> {
  const standing = (await standingEntries(tx, instrument.ownerId, [{ instrument }])).get(entryKey(instrument));
  if (standing && standing.id !== instrument.id) throw existsAlready(standing);
}
