import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Rendering, Report, Verification } from './answers';
import type { FiledBatch } from './enterprise';
import { forEach } from './in-flight';
import type { Enterprise, People } from './people';
import { insist, type Stage, tally } from './stage';

const POLL_MS = 100;
const PATIENCE_MS = 60_000;
const PDF = '%PDF-';

/** A report on disk. */
export interface DownloadedReport {
  number: string;
  verificationUrl: string;
  sha256: string;
}

/** The checker looks at one draft on paper before checking. */
export async function preview(stage: Stage, { checker }: People, reportId: string): Promise<void> {
  const { id } = await checker.post<Rendering>(`/v1/reports/${reportId}/previews`);
  const rendering = await until('the preview', async () => {
    const job = await checker.get<Rendering>(`/v1/reports/${reportId}/renderings/${id}`);
    insist(job.state !== 'failed', `the preview failed: ${job.failureReason ?? 'no reason given'}`);
    return job.state === 'ready' && job;
  });
  const folder = join(stage.folder, 'previews');
  mkdirSync(folder, { recursive: true });
  for (const { document, href } of rendering.files) {
    writeFileSync(join(folder, `draft-${document}.pdf`), pdf(await checker.download(href), href));
  }
  const names = rendering.files.map(({ document }) => document).join(' and ');
  stage.timeline.tell(`The checker looks at one draft with a watermark: ${names}, in previews/`);
}

/** Checker and signatory, neither of them the author. */
export async function checkAndApprove({ timeline }: Stage, people: People, reportIds: string[]): Promise<void> {
  const { checker, signatory } = people;
  const approved = await forEach(reportIds, async (id) => {
    await checker.post(`/v1/reports/${id}/check`);
    return signatory.post<Report>(`/v1/reports/${id}/approval`);
  });
  const numbers = approved.map(({ number }) => number ?? '').sort();
  timeline.tell(
    `The checker checks, the signatory approves: ${tally(approved.map(({ state }) => state))}`,
    `Numbers ${numbers[0]} to ${numbers.at(-1)}${isGapless(numbers) ? ' without a gap' : ''}; the worker makes the files.`,
  );
}

/** Of sorted numbers like `DT-2026-000001`: each is the one before plus one. */
function isGapless(numbers: readonly string[]): boolean {
  const running = numbers.map((number) => Number(number.split('-').at(-1)));
  return running.every((value, index) => index === 0 || value === running[index - 1] + 1);
}

/** Waits until the worker has made all files and the reports are out. */
export async function awaitIssued({ timeline }: Stage, contractor: Enterprise, batch: FiledBatch): Promise<void> {
  let seen = '';
  await until('the issue of all reports', async () => {
    const path = `/v1/elevator-filing-batches/${batch.id}`;
    const { byState } = await contractor.client.get<{ byState: Record<string, number> }>(path);
    seen = Object.entries(byState)
      .map(([state, count]) => `${count} × ${state}`)
      .join(', ');
    return byState.report_issued === batch.filingIds.length;
  }).catch((error: Error) => {
    throw new Error(`${error.message}; the batch stands at ${seen}`);
  });
  timeline.tell(`All reports are issued: ${seen}`);
}

/** Downloads every report and its mark as the contractor. */
export async function download(
  { folder, timeline }: Stage,
  { client }: Enterprise,
  reportIds: string[],
): Promise<DownloadedReport[]> {
  const marks = join(folder, 'marks');
  mkdirSync(marks, { recursive: true });
  let bytes = 0;
  const save = (file: string, content: Buffer): string => {
    writeFileSync(file, pdf(content, file));
    bytes += content.length;
    return createHash('sha256').update(content).digest('hex');
  };
  const downloaded = await forEach(reportIds, async (id) => {
    const { number, verificationUrl } = await client.get<Report>(`/v1/reports/${id}`);
    insist(number !== null && verificationUrl !== null, `report ${id} has no number or no address to verify it`);
    const sha256 = save(join(folder, `${number}.pdf`), await client.download(`/v1/reports/${id}/file`));
    save(join(marks, `${number}.pdf`), await client.download(`/v1/reports/${id}/file?document=mark`));
    return { number, verificationUrl, sha256 };
  });
  timeline.tell(
    `The contractor downloads ${downloaded.length} reports and their marks, ${Math.round(bytes / 1024)} KB`,
  );
  return downloaded;
}

/** What anybody does who scans the code on the paper. @returns whether the file at hand is the genuine one */
export async function verify({ api, timeline }: Stage, report: DownloadedReport): Promise<boolean> {
  const answer = await api.get<Verification>(report.verificationUrl);
  const isGenuine = answer.files.some(({ document, sha256 }) => document === 'report' && sha256 === report.sha256);
  timeline.tell(
    `Anybody verifies ${answer.number} by its token: ${answer.status}, issued on ${answer.issuedOn} by ${answer.institution}`,
    `SHA-256 of the downloaded file: ${report.sha256} (${isGenuine ? 'the genuine one' : 'NOT the genuine one'})`,
  );
  return answer.status === 'valid' && answer.number === report.number && isGenuine;
}

function pdf(content: Buffer, name: string): Buffer {
  insist(content.subarray(0, PDF.length).toString('latin1') === PDF, `${name} is no PDF`);
  return content;
}

async function until<T>(what: string, ask: () => Promise<T | false>): Promise<T> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== false) return answer;
    insist(performance.now() < end, `${what} took longer than ${PATIENCE_MS / 1_000} s`);
    await pause(POLL_MS);
  }
}
