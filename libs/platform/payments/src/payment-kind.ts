import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import type { Tx } from '@nqi/shared/database';
import type { Author } from '@nqi/shared/history';
import { DataSource } from 'typeorm';
import type { ChargeLine } from './payment-allocation.entity';

/** What one subject costs, and who pays whom. */
export interface Charge {
  subjectId: string;
  /** What a person reads on the bill, for example a filing's number. */
  label: string;
  payerId: string;
  payeeId: string;
  chargeNature: 'operational' | 'non_tax';
  /** Sum of the lines, in fen. */
  amountFen: number;
  lines: ChargeLine[];
}

/** What a line brings so that its records can be paid for. */
export interface PaymentKind {
  /** For example `elevator_filing`. */
  readonly name: string;
  /** Locks the subjects in id order. */
  lock(tx: Tx, subjectIds: readonly string[]): Promise<void>;
  /** What the locked subjects cost; those that the actor may not pay for, or that wait for no payment, are left out. */
  charges(tx: Tx, actor: Actor, subjectIds: readonly string[]): Promise<Charge[]>;
  /** The locked subjects are paid, or their payer is given credit: they go on. */
  settled(tx: Tx, subjectIds: readonly string[], by: Author): Promise<void>;
}

/** The kinds that the lines registered at boot. */
@Injectable()
export class PaymentKinds implements OnApplicationBootstrap {
  private readonly kinds = new Map<string, PaymentKind>();

  constructor(private readonly dataSource: DataSource) {}

  register(kind: PaymentKind): void {
    if (this.kinds.has(kind.name)) throw new Error(`The payment kind ${kind.name} is registered twice.`);
    this.kinds.set(kind.name, kind);
  }

  has(name: string): boolean {
    return this.kinds.has(name);
  }

  of({ kind: name }: { readonly kind: string }): PaymentKind {
    const kind = this.kinds.get(name);
    if (!kind) throw new Error(`No line registered the payment kind ${name}.`);
    return kind;
  }

  /** An order of a kind that nobody answers for could never be settled. */
  async onApplicationBootstrap(): Promise<void> {
    const used = await this.dataSource.query<{ kind: string }[]>('SELECT DISTINCT kind FROM payment_orders');
    used.forEach((row) => this.of(row));
  }
}
