import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Actor, Capability } from '@nqi/platform/identity';
import type { Tx } from '@nqi/shared/database';
import { DataSource } from 'typeorm';

/** What a line brings so that its records can be the subjects of mandates. */
export interface MandateKind {
  /** What the subjects are, for example `elevator`. */
  readonly name: string;
  readonly mandatorCapability: Capability;
  readonly holderCapability: Capability;
  /** The ids among `subjectIds` that are no subjects of the mandator. */
  foreign(tx: Tx, mandatorId: string, subjectIds: readonly string[]): Promise<Set<string>>;
}

/** The kinds that the lines registered at boot. */
@Injectable()
export class MandateKinds implements OnApplicationBootstrap {
  private readonly kinds = new Map<string, MandateKind>();

  constructor(private readonly dataSource: DataSource) {}

  register(kind: MandateKind): void {
    if (this.kinds.has(kind.name)) throw new Error(`The mandate kind ${kind.name} is registered twice.`);
    this.kinds.set(kind.name, kind);
  }

  find(name: string): MandateKind | undefined {
    return this.kinds.get(name);
  }

  /** Whether the actor's organisation is one that mandates are given to at all. */
  mayHold({ capabilities }: Actor): boolean {
    return [...this.kinds.values()].some(({ holderCapability }) => capabilities.has(holderCapability));
  }

  /** A mandate over subjects that nobody answers for would say nothing. */
  async onApplicationBootstrap(): Promise<void> {
    const used = await this.dataSource.query<{ kind: string }[]>('SELECT DISTINCT kind FROM mandates');
    const unknown = used.filter(({ kind }) => !this.kinds.has(kind)).map(({ kind }) => kind);
    if (unknown.length > 0) throw new Error(`No line registered the mandate kind ${unknown.join(', ')}.`);
  }
}
