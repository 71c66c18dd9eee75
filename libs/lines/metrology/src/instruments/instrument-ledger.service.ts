import { Injectable } from '@nestjs/common';
import type { Tx } from '@nqi/shared/database';
import { Numbers } from '@nqi/shared/numbers';

/** An owner's ledger, locked: who enters instruments comes one after the other. */
export interface Ledger {
  ownerId: string;
  no: number;
  /** How many numbers have been given. */
  entered: number;
}

/** Ledger numbers 台账编号 `JL-{ledger}-{000001}`, without gaps within an owner's ledger. */
@Injectable()
export class InstrumentLedgerService {
  constructor(private readonly numbers: Numbers) {}

  /** Locks the ledger of an owner until the transaction ends; the first entry opens it. */
  async lock(tx: Tx, ownerId: string): Promise<Ledger> {
    const ledger = await find(tx, ownerId);
    if (ledger) return ledger;
    const no = await this.numbers.gapless(tx, 'instrument_ledger');
    await tx.sql('INSERT INTO instrument_ledgers (owner_id, no) VALUES ($1, $2) ON CONFLICT (owner_id) DO NOTHING', [
      ownerId,
      no,
    ]);
    return this.lock(tx, ownerId);
  }

  /** Keeps how many numbers have been given. */
  async keep(tx: Tx, { ownerId, entered }: Ledger): Promise<void> {
    await tx.sql('UPDATE instrument_ledgers SET entered = $2 WHERE owner_id = $1', [ownerId, entered]);
  }
}

/** Gives the next number of a locked ledger, which must be kept afterwards. */
export function nextNumber(ledger: Ledger): string {
  ledger.entered += 1;
  return `JL-${ledger.no}-${String(ledger.entered).padStart(6, '0')}`;
}

async function find(tx: Tx, ownerId: string): Promise<Ledger | undefined> {
  const [ledger] = await tx.sql<Ledger>(
    'SELECT owner_id AS "ownerId", no, entered FROM instrument_ledgers WHERE owner_id = $1 FOR UPDATE',
    [ownerId],
  );
  return ledger;
}
