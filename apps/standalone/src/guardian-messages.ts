import type { ProcessMark } from './processes';
import type { StopMode } from './postmaster';

/** Which database the guardian runs. */
export interface GuardedDatabase {
  dataDir: string;
  password: string;
  durable: boolean;
  /** Set when a guardian takes over for a killed one: the api and the worker know this number. */
  port?: number;
}

/** From the launcher to its guardian. */
export type GuardianOrder =
  | { type: 'start'; database?: GuardedDatabase; logFile: string }
  /** The processes to end when the launcher has died; each message replaces the list. */
  | { type: 'watch'; children: ProcessMark[] }
  | { type: 'stop'; mode: StopMode };

/** From the guardian to its launcher; `url`, `port` and `pid` are those of the embedded PostgreSQL. */
export type GuardianReport =
  | { type: 'ready'; url?: string; port?: number; pid?: number }
  | { type: 'restarted'; pid: number }
  | { type: 'failed'; message: string };
