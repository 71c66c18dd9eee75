import type { SealPlace, TypesettingFailure } from './typesetting';

/** What the worker asks of the process that sets documents. */
export interface Order {
  templatePath: string;
  /** The data as JSON: one string crosses faster than its ten thousand parts. */
  json: string;
}

/** What it answers to each order, in their order. */
export type Outcome =
  | { pdf: Uint8Array; seal: SealPlace | null }
  | { error: { code: TypesettingFailure; message: string; field?: string | undefined } };

/** How such a process is started. */
export interface Standing {
  workspace: string;
  /** Resident memory behind a document from which on it makes way for a fresh process. */
  restMegabytes: number;
  /** Resident memory at which it is ended in the middle of a document. */
  mostMegabytes: number;
}

export function argumentsOf({ workspace, restMegabytes, mostMegabytes }: Standing): string[] {
  return [workspace, String(restMegabytes), String(mostMegabytes)];
}

export function standingOf([, , workspace = '', rest, most]: readonly string[]): Standing {
  return { workspace, restMegabytes: Number(rest), mostMegabytes: Number(most) };
}
