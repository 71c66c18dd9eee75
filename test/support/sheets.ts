import { strToU8, zipSync } from 'fflate';
import type { Answer, Caller } from './client';
import { until } from './until';

export const CSV = 'text/csv';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The lines of a CSV. */
export function csv(...lines: string[]): Buffer {
  return Buffer.from(lines.join('\r\n'));
}

/** The smallest workbook with this sheet, and whatever else is to be in it. */
export function workbook(rows: string, more: Record<string, string> = {}): Buffer {
  const parts = {
    'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="S" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    ...more,
  };
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))));
}

/** A row of a workbook whose cells are texts. */
export function textRow(rowNo: number, ...cells: string[]): string {
  const written = cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('');
  return `<row r="${rowNo}">${written}</row>`;
}

/** Uploads a sheet. */
export function upload(caller: Caller, path: string, content: Buffer, type = CSV): Promise<Answer> {
  return caller.post(path, content, { 'content-type': type });
}

/** The import once no more happens to it; needs a worker. */
export function over(caller: Caller, id: string, patienceMs = 30_000): Promise<any> {
  return until(async () => {
    const { body } = await caller.get(`/v1/imports/${id}`);
    return !['queued', 'running'].includes(body.state as string) && body;
  }, patienceMs);
}
