import { Injectable } from '@nestjs/common';
import { DueService } from '@nqi/platform/dues';
import { Clock } from '@nqi/shared/clock';
import type { Tx } from '@nqi/shared/database';
import { History } from '@nqi/shared/history';
import { In } from 'typeorm';
import { INSTRUMENT } from './instrument-due.kind';
import { InstrumentFactsService } from './instrument-facts.service';
import { Instrument } from './instrument.entity';

/** What a verification came to. A pass says until when; a failure prohibits use until the next pass. */
export type VerificationOutcome =
  | { verifiedOn: string; validUntil: string; certificateNo: string }
  | { verifiedOn: string; certificateNo: string; isProhibited: true };

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
   * A certificate of verification is out: what it prints is what holds. A failure leaves the former validity as a fact
   * of the past and prohibits use (计量法 art. 9).
   */
  async certified(tx: Tx, id: string, outcome: VerificationOutcome): Promise<void> {
    const instrument = (await this.lock(tx, [id])).get(id);
    if (!instrument) return;
    const isPassed = 'validUntil' in outcome;
    if (isPassed) {
      Object.assign(instrument, { lastVerifiedOn: outcome.verifiedOn, validUntil: outcome.validUntil });
    }
    Object.assign(instrument, { certificateNo: outcome.certificateNo, isUseProhibited: !isPassed });
    await this.keep(tx, instrument, isPassed ? 'verify' : 'prohibit', { ...outcome });
  }

  /** A calibration certificate is out: it says nothing of validity or use. */
  async calibrated(tx: Tx, id: string, done: { calibratedOn: string; certificateNo: string }): Promise<void> {
    const instrument = (await this.lock(tx, [id])).get(id);
    if (!instrument) return;
    instrument.lastCalibratedOn = done.calibratedOn;
    await this.facts.derive(instrument);
    await this.keep(tx, instrument, 'calibrate', { ...done });
  }

  private async keep(tx: Tx, instrument: Instrument, event: string, details: Record<string, unknown>): Promise<void> {
    instrument.updatedAt = this.clock.now();
    await tx.manager.save(instrument);
    const { id: recordId, state } = instrument;
    const happening = { recordType: 'instrument', recordId, event, from: state, to: state, by: null, details };
    this.history.record(tx, happening);
    await this.dues.follow(tx, INSTRUMENT, [recordId]);
  }
}
