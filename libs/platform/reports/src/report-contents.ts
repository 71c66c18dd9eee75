import { Injectable } from '@nestjs/common';
import { DomainError } from '@nqi/shared/errors';
import { GlyphCoverage } from './glyph-coverage';
import { missingFrom } from './report-checklist';
import { ReportKinds } from './report-kind';
import type { Report } from './report.entity';

/** What every content is asked before anybody checks it: found later, in a frozen report, nobody could put it right. */
@Injectable()
export class ReportContents {
  constructor(
    private readonly kinds: ReportKinds,
    private readonly glyphs: GlyphCoverage,
  ) {}

  /** @throws DomainError reports.incomplete, reports.unprintable */
  assertFit(of: Pick<Report, 'kind'>, content: object): void {
    const errors = missingFrom(content, this.kinds.of(of).checklist?.(content) ?? []);
    if (errors.length > 0) throw new DomainError('reports.incomplete', { errors });
    const gap = this.glyphs.firstUncovered(content);
    if (gap) throw new DomainError('reports.unprintable', { field: gap.path, character: gap.character });
  }
}
