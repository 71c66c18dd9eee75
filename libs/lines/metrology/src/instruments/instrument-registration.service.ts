import { Inject, Injectable } from '@nestjs/common';
import { DueService } from '@nqi/platform/dues';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { CONFIG, type Config } from '@nqi/shared/config';
import { insertMany, Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { History } from '@nqi/shared/history';
import { readRows, type RefusedRow, type Row } from '@nqi/shared/http';
import { newId } from '@nqi/shared/ids';
import { nextState } from '@nqi/shared/workflow';
import { INSTRUMENT } from './instrument-due.kind';
import { checkFacts, entryKey, lacksDistrict, normaliseFacts } from './instrument-facts';
import { InstrumentFactsService } from './instrument-facts.service';
import { InstrumentLedgerService, type Ledger, nextNumber } from './instrument-ledger.service';
import { type CreateInstrument, InstrumentRow } from './instrument.dto';
import { Instrument } from './instrument.entity';
import { instrumentLife } from './instrument.life';
import { existsAlready, standingEntries } from './standing-entries';

/** A row of a batch with the instrument made of it. */
export interface RegisteredInstrument {
  index: number;
  clientRef: string | null;
  instrument: Instrument;
}

/** What became of a batch: the instruments that are now entered, by row, and the rows that are not. */
export interface RegistrationOutcome {
  registered: RegisteredInstrument[];
  refused: RefusedRow[];
}

/** Enters instruments into their owner's ledger, one or many by the same road: shape, rules, constraint. */
@Injectable()
export class InstrumentRegistrationService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly history: History,
    private readonly facts: InstrumentFactsService,
    private readonly ledgers: InstrumentLedgerService,
    private readonly dues: DueService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @returns the instrument's id @throws what a batch would have said of the row */
  async registerOne(actor: Actor, facts: CreateInstrument): Promise<string> {
    const row = { index: 0, clientRef: null, value: facts };
    const { registered, refused } = await this.transactions.run((tx) => this.register(tx, actor, [row], false));
    const [first] = registered;
    if (!first) throw refused[0]?.error ?? new DomainError('service.fault');
    return first.instrument.id;
  }

  /** Enters every good row and names every bad one; `validateOnly` enters none. */
  async registerMany(actor: Actor, rows: readonly unknown[], validateOnly: boolean): Promise<RegistrationOutcome> {
    const { good, refused } = readRows(InstrumentRow, rows, this.config.BATCH_MAX_ROWS);
    const outcome = await this.transactions.run((tx) => this.register(tx, actor, good, validateOnly));
    return { registered: outcome.registered, refused: [...refused, ...outcome.refused] };
  }

  /** Rows whose shape is known. */
  async register(
    tx: Tx,
    actor: Actor,
    rows: Row<CreateInstrument>[],
    validateOnly: boolean,
  ): Promise<RegistrationOutcome> {
    const normalised = rows.map((row) => ({ ...row, value: normaliseFacts(row.value) }));
    const known = await this.facts.known(
      tx,
      normalised.map(({ value }) => value),
    );
    const candidates: RegisteredInstrument[] = [];
    const refused: RefusedRow[] = [];
    for (const { index, clientRef, value: facts } of normalised) {
      const errors = checkFacts(facts, known);
      const instrument = await this.toInstrument(actor, facts);
      if (errors.length > 0) refused.push({ index, clientRef, error: new DomainError('request.invalid', { errors }) });
      else if (lacksDistrict(instrument)) {
        refused.push({ index, clientRef, error: new DomainError('metrology.district_required') });
      } else candidates.push({ index, clientRef, instrument });
    }
    const outcome = await this.enter(tx, actor, candidates, validateOnly);
    return { registered: outcome.registered, refused: [...refused, ...outcome.refused] };
  }

  /** With the ledger locked nobody else enters anything of this owner, so that what stands there can be looked up first. */
  private async enter(
    tx: Tx,
    actor: Actor,
    candidates: readonly RegisteredInstrument[],
    validateOnly: boolean,
  ): Promise<RegistrationOutcome> {
    const ledger = validateOnly ? null : await this.ledgers.lock(tx, actor.organisationId);
    const entries = await standingEntries(tx, actor.organisationId, candidates);
    const registered: RegisteredInstrument[] = [];
    const refused: RefusedRow[] = [];
    for (const candidate of candidates) {
      const { index, clientRef, instrument } = candidate;
      const standing = entries.get(entryKey(instrument));
      if (standing) {
        refused.push({ index, clientRef, error: existsAlready(standing) });
        continue;
      }
      if (ledger) instrument.ledgerNo = nextNumber(ledger);
      entries.set(entryKey(instrument), ledger ? instrument : {});
      registered.push(candidate);
    }
    if (ledger) await this.insert(tx, actor, ledger, registered);
    return { registered, refused };
  }

  private async insert(
    tx: Tx,
    actor: Actor,
    ledger: Ledger,
    registered: readonly RegisteredInstrument[],
  ): Promise<void> {
    await this.ledgers.keep(tx, ledger);
    const instruments = registered.map(({ instrument }) => instrument);
    for (const instrument of instruments) await this.facts.derive(instrument);
    const entered = await insertMany(tx, Instrument, instruments);
    // Somebody has just renamed an entry to what a row says: the whole request may be sent again.
    if (entered.size < instruments.length) throw new DomainError('record.duplicate');
    const happenings = instruments.map(({ id: recordId, state: to }) => {
      const event = to === 'draft' ? 'draft' : 'enter';
      return { recordType: 'instrument', recordId, event, from: null, to, by: actor };
    });
    this.history.record(tx, ...happenings);
    this.dues.begin(tx, INSTRUMENT, [...entered]);
  }

  private async toInstrument(actor: Actor, facts: CreateInstrument): Promise<Instrument> {
    const now = this.clock.now();
    const { clientRef: _, isDraft, ...stated } = facts as InstrumentRow;
    const given = Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== null));
    const owner = { ownerId: actor.organisationId, districtCode: actor.districtCode };
    const instrument: Instrument = Object.assign(new Instrument(), {
      ...EMPTY,
      ...{ id: newId(), ledgerNo: '', ...owner, submitMode: 'either', status: 'in_use', ...given },
      ...{ version: 1, createdAt: now, updatedAt: now },
    });
    instrument.state = nextState(
      instrumentLife.workflow,
      null,
      isDraft ? 'draft' : 'enter',
      instrumentLife.partiesOf(actor, instrument),
    );
    await this.facts.derive(instrument);
    const { lastVerifiedOn, validUntil } = instrument;
    if (lastVerifiedOn && !validUntil) {
      instrument.validUntil = await this.facts.proposedValidity(instrument, lastVerifiedOn);
    }
    return instrument;
  }
}

/** What is not known of an instrument until somebody says it. */
const EMPTY = {
  ...{ manufacturer: null, originCountry: null, measuringRange: null, accuracyClass: null, accuracyType: null },
  ...{ division: null, catalogueItemCode: null, regulationSeries: null, usePlace: null, manageLevel: null },
  ...{ cycleMonths: null, lastVerifiedOn: null, validUntil: null, certificateNo: null, lastCalibratedOn: null },
  ...{ calibrationDueOn: null, statedVerifiedOn: null, statedValidUntil: null },
  ...{ remark: null, returnReason: null, mandatoryOverride: null, mandatoryOverrideReason: null },
  ...{ isUseProhibited: false, laboratoryIds: [], searchTerms: [] },
};
