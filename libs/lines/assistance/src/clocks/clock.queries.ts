import { Injectable } from '@nestjs/common';
import { PreparedReads } from '@nqi/shared/database';
import type { ClockEventKind, ClockKind } from './clock-times';
import { HelpClock } from './help-clock.entity';

/** What the two clocks of a request say now. */
export interface ClockFacts {
  firstResponseDueAt: Date | null;
  answerDueAt: Date | null;
  isPaused: boolean;
  isBreached: boolean;
  isProvisional: boolean;
}

/** A run of a clock with what it has caused. */
export type ClockRun = HelpClock & { events: { kind: ClockEventKind; at: string }[] };

interface Row {
  id: string;
  kind: ClockKind;
  dueAt: Date;
  isPaused: boolean;
  isBreached: boolean;
  isProvisional: boolean;
}

const NONE: ClockFacts = {
  ...{ firstResponseDueAt: null, answerDueAt: null, isPaused: false, isBreached: false, isProvisional: false },
};

@Injectable()
export class ClockQueries {
  constructor(private readonly reads: PreparedReads) {}

  /** For a page of requests, in one query. */
  async facts(ids: readonly string[]): Promise<(id: string) => ClockFacts> {
    const rows = ids.length > 0 ? await this.reads.rows<Row>(FACTS, [ids]) : [];
    const facts = new Map<string, ClockFacts>();
    for (const row of rows) facts.set(row.id, withRow(facts.get(row.id) ?? NONE, row));
    return (id) => facts.get(id) ?? NONE;
  }

  /** All runs of all clocks of a request, oldest first; few, since reopenings and rounds are. */
  runs(id: string): Promise<ClockRun[]> {
    const text = `SELECT ${this.reads.columns(HelpClock, 'c')}, (
        SELECT coalesce(jsonb_agg(jsonb_build_object('kind', e.kind, 'at', e.at) ORDER BY e.id), '[]')
        FROM help_request_clock_events e WHERE e.clock_id = c.id) AS events
      FROM help_request_clocks c WHERE c.help_request_id = $1 ORDER BY c.id LIMIT 200`;
    return this.reads.rows<ClockRun>({ name: 'help_request_clock_runs', text }, [id]);
  }
}

const FACTS = {
  name: 'help_request_clock_facts',
  text: `SELECT c.help_request_id AS id, c.kind, c.due_at AS "dueAt", c.is_provisional AS "isProvisional",
                c.paused_at IS NOT NULL AND c.stopped_at IS NULL AS "isPaused",
                EXISTS (SELECT FROM help_request_clock_events e WHERE e.clock_id = c.id AND e.kind = 'breach') AS "isBreached"
         FROM help_request_clocks c
         WHERE c.help_request_id = ANY ($1) AND c.is_current AND c.kind IN ('first_response', 'answer')`,
};

function withRow(facts: ClockFacts, { kind, dueAt, isPaused, isBreached, isProvisional }: Row): ClockFacts {
  const isAnswer = kind === 'answer';
  return {
    firstResponseDueAt: isAnswer ? facts.firstResponseDueAt : dueAt,
    answerDueAt: isAnswer ? dueAt : facts.answerDueAt,
    isPaused: facts.isPaused || isPaused,
    isBreached: facts.isBreached || isBreached,
    isProvisional: isAnswer ? isProvisional : facts.isProvisional,
  };
}
