import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { insertMany, Transactions, type Tx } from '@nqi/shared/database';
import { DomainError, type FieldError } from '@nqi/shared/errors';
import { History } from '@nqi/shared/history';
import { assertVersion } from '@nqi/shared/http';
import { newId } from '@nqi/shared/ids';
import { parseStandardNumber } from '@nqi/shared/text';
import type { StandardChange, StandardEntry } from './standard.dto';
import { Standard } from './standard.entity';

/** Facts that can be changed but not taken away; `null` takes away any other. */
const KEPT = ['title', 'effectiveOn', 'replaces', 'source', 'confidence'] as const;

const UNKNOWN = {
  ...{ titleEn: null, issuedOn: null, abolishedOn: null, replaces: [], adopts: null, adoptionDegree: null },
  ...{ ics: null, ccs: null, department: null, committee: null, url: null },
};

/** What the platform's operators enter of standards and regulations. */
@Injectable()
export class StandardService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly history: History,
  ) {}

  /** @returns its id @throws DomainError standards.bad_number, standards.exists, request.invalid */
  create(actor: Actor, facts: StandardEntry): Promise<string> {
    const named = nameOf(facts);
    return this.transactions.run(async (tx) => {
      const now = this.clock.now();
      const born = { id: newId(), version: 1, createdAt: now, updatedAt: now };
      const standard: Standard = { ...UNKNOWN, ...facts, ...named, replaces: numbersOf(facts.replaces), ...born };
      assertSound(standard);
      const inserted = await insertMany(tx, Standard, [standard]);
      if (inserted.size === 0) throw await existsAlready(tx, standard.number);
      const happening = { recordType: 'standard', recordId: standard.id, event: 'enter', from: null, to: 'listed' };
      this.history.record(tx, { ...happening, by: actor });
      return standard.id;
    });
  }

  /** @throws DomainError record.not_found, precondition.stale, request.invalid */
  change(actor: Actor, id: string, version: number, change: StandardChange): Promise<void> {
    return this.transactions.run(async (tx) => {
      const standard = await tx.manager.findOne(Standard, { where: { id }, lock: { mode: 'for_no_key_update' } });
      if (!standard) throw new DomainError('record.not_found');
      assertVersion(standard, version);
      const errors = KEPT.filter((field) => change[field] === null).map((field) => required(field));
      if (errors.length > 0) throw new DomainError('request.invalid', { errors });
      const replaces = change.replaces ? numbersOf(change.replaces) : standard.replaces;
      Object.assign(standard, change, { replaces, updatedAt: this.clock.now() });
      assertSound(standard);
      await tx.manager.save(Standard, standard);
      const happening = { recordType: 'standard', recordId: id, event: 'change', from: 'listed', to: 'listed' };
      this.history.record(tx, { ...happening, by: actor, details: { fields: Object.keys(change) } });
    });
  }
}

function nameOf({ number, level }: StandardEntry): Pick<Standard, 'number' | 'series' | 'level'> {
  if (level === 'law') return { number: number.trim(), series: number.trim(), level };
  const parsed = parseStandardNumber(number);
  if (!parsed || parsed.year === null) throw new DomainError('standards.bad_number', { number });
  const { series, level: known } = parsed;
  return { number: parsed.number, series, level: known };
}

/** Predecessors in their one spelling; what follows no grammar stays as it is. */
function numbersOf(replaces: readonly string[] = []): string[] {
  return [...new Set(replaces.map((one) => parseStandardNumber(one)?.number ?? one.trim()))];
}

function assertSound({ issuedOn, effectiveOn, abolishedOn, adopts, adoptionDegree, replaces, number }: Standard): void {
  const faults: [isWrong: boolean, field: string, code: string][] = [
    [(issuedOn ?? effectiveOn) > effectiveOn, 'effectiveOn', 'field.too_small'],
    [abolishedOn !== null && abolishedOn <= effectiveOn, 'abolishedOn', 'field.too_small'],
    [adopts === null && adoptionDegree !== null, 'adopts', 'field.required'],
    [adopts !== null && adoptionDegree === null, 'adoptionDegree', 'field.required'],
    [replaces.includes(number), 'replaces', 'field.not_allowed'],
  ];
  const errors = faults.flatMap(([isWrong, field, code]) => (isWrong ? [{ pointer: `/${field}`, code }] : []));
  if (errors.length > 0) throw new DomainError('request.invalid', { errors });
}

function required(field: string): FieldError {
  return { pointer: `/${field}`, code: 'field.required' };
}

async function existsAlready(tx: Tx, number: string): Promise<DomainError> {
  const { id } = await tx.manager.findOneByOrFail(Standard, { number });
  return new DomainError('standards.exists', { number, existing: { id, href: `/v1/standards/${id}` } });
}
