import { Injectable } from '@nestjs/common';
import { DueService } from '@nqi/platform/dues';
import { Clock } from '@nqi/shared/clock';
import type { Tx } from '@nqi/shared/database';
import { History } from '@nqi/shared/history';
import { In } from 'typeorm';
import { INSTRUMENT } from './instrument-due.kind';
import { InstrumentFactsService } from './instrument-facts.service';
import { Instrument } from './instrument.entity';

/** What the certificates in force say of an instrument; of the latest pass, and of the latest certificate of all. */
export interface CertifiedStanding {
  verifiedOn: string | null;
  validUntil: string | null;
  certificateNo: string | null;
  isUseProhibited: boolean;
  lastCalibratedOn: string | null;
}

/** Why its standing is another. */
export interface StandingEvent {
  event: 'verify' | 'prohibit' | 'calibrate' | 'amend_certificate' | 'revoke_certificate';
  details: Record<string, unknown>;
}

/** What orders and certificates do to instruments, in the transaction of the caller. */
@Injectable()
export class InstrumentValidityService {
  constructor(
    private readonly clock: Clock,
    private readonly history: History,
    private readonly facts: InstrumentFactsService,
    private readonly dues: DueService,
  ) {}

  /** Locks instruments in id order; missing ids are left out. */
  async lock(tx: Tx, ids: readonly string[]): Promise<Map<string, Instrument>> {
    const found = await tx.manager.find(Instrument, {
      where: { id: In([...ids]) },
      order: { id: 'ASC' },
      lock: { mode: 'for_no_key_update' },
    });
    return new Map(found.map((instrument) => [instrument.id, instrument]));
  }

  /** From now on the laboratory sees these instruments: they stand in an order of its. */
  async entrust(tx: Tx, ids: readonly string[], laboratoryId: string): Promise<void> {
    await tx.sql(
      `UPDATE instruments SET laboratory_ids = laboratory_ids || $2::uuid
       WHERE id = ANY($1) AND NOT laboratory_ids @> ARRAY[$2::uuid]`,
      [ids, laboratoryId],
    );
    tx.trace.touch('instruments', ids);
  }

  /**
   * Certificates came or went: what those in force print is what holds, and where there is none what the owner had stated.
   * A failure leaves the former validity as a fact of the past and prohibits use (计量法 art. 9).
   */
  async certified(tx: Tx, id: string, standing: CertifiedStanding, happening: StandingEvent): Promise<void> {
    const instrument = (await this.lock(tx, [id])).get(id);
    if (!instrument) return;
    if (instrument.certificateNo === null) {
      const { lastVerifiedOn, validUntil } = instrument;
      Object.assign(instrument, { statedVerifiedOn: lastVerifiedOn, statedValidUntil: validUntil });
    }
    const { statedVerifiedOn, statedValidUntil } = instrument;
    const { verifiedOn, validUntil, ...rest } = standing;
    const isVerified = verifiedOn !== null;
    Object.assign(instrument, rest, {
      lastVerifiedOn: isVerified ? verifiedOn : statedVerifiedOn,
      validUntil: isVerified ? validUntil : statedValidUntil,
    });
    await this.facts.derive(instrument);
    await this.keep(tx, instrument, happening);
  }

  private async keep(tx: Tx, instrument: Instrument, { event, details }: StandingEvent): Promise<void> {
    instrument.updatedAt = this.clock.now();
    await tx.manager.save(instrument);
    const { id: recordId, state } = instrument;
    const happening = { recordType: 'instrument', recordId, event, from: state, to: state, by: null, details };
    this.history.record(tx, happening);
    await this.dues.follow(tx, INSTRUMENT, [recordId]);
  }
}
