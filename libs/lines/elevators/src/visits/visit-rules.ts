import { DomainError } from '@nqi/shared/errors';
import type { RecordedItem } from '../filings/filing.entity';
import type { ItemResult } from '../filings/inspection-conclusion';

interface SiteReport {
  temperatureC: string;
  supplyVoltageDeviationPercent: string;
  isGuarded: boolean;
  isMaintainerPresent: boolean;
}

/** The conditions that a site does not meet; empty when the inspection may start (TSG T7001 site conditions). */
export function unmetConditions(site: SiteReport): string[] {
  const temperature = Number(site.temperatureC);
  const checks: [string, boolean][] = [
    ['temperatureC', temperature >= 5 && temperature <= 40],
    ['supplyVoltageDeviationPercent', Math.abs(Number(site.supplyVoltageDeviationPercent)) <= 7],
    ['isGuarded', site.isGuarded],
    ['isMaintainerPresent', site.isMaintainerPresent],
  ];
  return checks.filter(([, met]) => !met).map(([condition]) => condition);
}

/**
 * Puts findings beside the checklist.
 * @throws DomainError elevators.items_incomplete unless there is exactly one finding for each item; a repeated one counts as unknown
 */
export function recordItems(
  checklist: readonly { no: number; name: string; isKey: boolean }[],
  findings: readonly { no: number; result: ItemResult; remark?: string }[],
): RecordedItem[] {
  const byNo = new Map(findings.map((finding) => [finding.no, finding]));
  const missing = checklist.filter(({ no }) => !byNo.has(no)).map(({ no }) => no);
  const known = new Set(checklist.map(({ no }) => no));
  const unknown = findings
    .filter((finding) => !known.has(finding.no) || byNo.get(finding.no) !== finding)
    .map(({ no }) => no);
  if (missing.length > 0 || unknown.length > 0) {
    throw new DomainError('elevators.items_incomplete', { missing, unknown });
  }
  return checklist.flatMap(({ no, name, isKey }) => {
    const finding = byNo.get(no);
    return finding ? [{ no, name, isKey, result: finding.result, remark: finding.remark ?? null }] : [];
  });
}
