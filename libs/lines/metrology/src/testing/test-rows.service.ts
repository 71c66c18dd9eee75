import { Injectable } from '@nestjs/common';
import { type NamedStandard, StandardNames } from '@nqi/platform/standards';
import type { Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { In } from 'typeorm';
import type { MetrologyOrder } from '../orders/order.entity';
import type { TestedItem } from './test-report-content.service';
import type { EnterTestResult, EnterTestRow } from './test-result.dto';
import type { TestRow } from './test-row';
import { outOfScope } from './test-scope';
import { TestingCapability } from './testing-capability.entity';

/** Results as they are reported: complete, judged only by what was agreed on, each with its place in the approval. */
@Injectable()
export class TestRowsService {
  constructor(private readonly standards: StandardNames) {}

  /**
   * @throws DomainError metrology.parameters_missing, metrology.no_judgement_basis, metrology.subcontract_not_agreed,
   * metrology.no_capability, standards.bad_number, standards.unknown, request.invalid
   */
  async of(tx: Tx, order: MetrologyOrder, item: TestedItem, entered: EnterTestResult): Promise<TestRow[]> {
    assertComplete(item, entered.results);
    assertJudgeable(item, entered.results);
    assertAgreed(order, entered.results);
    assertCertain(order, entered.results);
    const methods = entered.results.map(
      ({ method }) => this.standards.spelled([method ?? item.test.basis[0] ?? ''])[0] ?? '',
    );
    const named = await this.standards.on(tx, [...new Set(methods)], entered.performedOn);
    const approved = await this.approved(tx, order, entered.results);
    return entered.results.map((row, index) => {
      const method = methods[index] ?? '';
      const capability = approved.get(row.capabilityId ?? '');
      return toRow(row, { method, named, capability, on: entered.performedOn });
    });
  }

  private async approved(
    tx: Tx,
    { laboratoryId }: MetrologyOrder,
    rows: readonly EnterTestRow[],
  ): Promise<Map<string, TestingCapability>> {
    const ids = rows.flatMap(({ capabilityId }) => capabilityId ?? []);
    const found = await tx.manager.findBy(TestingCapability, { id: In(ids), laboratoryId });
    const byId = new Map(found.map((one) => [one.id, one]));
    const stranger = rows.findIndex(({ capabilityId }) => capabilityId && !byId.has(capabilityId));
    if (stranger >= 0) {
      throw new DomainError('metrology.no_capability', { position: stranger + 1, reasons: ['other_laboratory'] });
    }
    return byId;
  }
}

interface Ground {
  method: string;
  named: readonly NamedStandard[];
  capability: TestingCapability | undefined;
  on: string;
}

function toRow(row: EnterTestRow, { method, named, capability, on }: Ground): TestRow {
  const { parameter, unit = null, requirement = null, result, uncertainty = null } = row;
  const { verdict, subcontractor = null } = row;
  const isInForce = named.some(({ number, status }) => number === method && status === 'current');
  const reason = outOfScope({ parameter, method }, capability, { on, isInForce });
  const accreditationNo = capability && reason === null ? capability.accreditationNo : null;
  return {
    ...{
      parameter,
      unit,
      requirement,
      result,
      uncertainty,
      verdict,
      method,
      subcontractor,
      outOfScope: reason,
      accreditationNo,
    },
  };
}

function assertComplete({ test }: TestedItem, rows: readonly EnterTestRow[]): void {
  const missing = test.parameters.filter((one) => rows.every(({ parameter }) => parameter !== one));
  if (missing.length > 0) throw new DomainError('metrology.parameters_missing', { missing });
}

/** A statement of conformity names what it is made by (ISO/IEC 17025 7.8.6). */
function assertJudgeable({ test }: TestedItem, rows: readonly EnterTestRow[]): void {
  const judged = rows.flatMap(({ verdict }, index) => (verdict === 'not_judged' ? [] : index));
  if (test.judgement.length === 0 && judged.length > 0) {
    throw new DomainError('metrology.no_judgement_basis', { rows: judged.map((index) => index + 1) });
  }
  const errors = judged
    .filter((index) => !rows[index]?.requirement)
    .map((index) => ({ pointer: `/results/${index}/requirement`, code: 'field.required' }));
  if (errors.length > 0) throw new DomainError('request.invalid', { errors });
}

/** A guard band w = U is nothing without U; what is seen and not measured has none (ISO/IEC 17025 7.8.3.1 c). */
function assertCertain({ decisionRule }: MetrologyOrder, rows: readonly EnterTestRow[]): void {
  if (decisionRule !== 'guard_band') return;
  const errors = rows.flatMap(({ verdict, unit, result, uncertainty }, index) => {
    const isMeasured = Boolean(unit) || /^\W*\d/.test(result);
    if (verdict === 'not_judged' || !isMeasured || uncertainty) return [];
    return [{ pointer: `/results/${index}/uncertainty`, code: 'field.required' }];
  });
  if (errors.length > 0) throw new DomainError('request.invalid', { errors });
}

function assertAgreed({ agreesToSubcontract }: MetrologyOrder, rows: readonly EnterTestRow[]): void {
  const others = rows.flatMap(({ subcontractor }, index) => (subcontractor ? index + 1 : []));
  if (!agreesToSubcontract && others.length > 0) {
    throw new DomainError('metrology.subcontract_not_agreed', { rows: others });
  }
}
