import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Transactions, type Tx } from '@nqi/shared/database';

/** What a ticket stands for, by its kind. */
interface TicketContents {
  /** The password or the code was right, the second factor is still to come. */
  second_factor: { userId: string };
  /** WeChat has said who somebody is there, but not who they are here. */
  wechat_link: { app: string; openid: string; unionid: string | null };
}

type TicketKind = keyof TicketContents;

/** How long each kind is good for, in seconds. */
export const TICKET_SECONDS: Readonly<Record<TicketKind, number>> = { second_factor: 300, wechat_link: 600 };

/** Something half done, handed to whoever may complete it once. Only hashes are kept; times are the database's. */
@Injectable()
export class Tickets {
  constructor(private readonly transactions: Transactions) {}

  issue<Kind extends TicketKind>(kind: Kind, content: TicketContents[Kind]): Promise<string> {
    const ticket = randomBytes(32).toString('base64url');
    return this.transactions.run(async (tx) => {
      await tx.sql(
        `INSERT INTO sign_in_tickets (hash, kind, content, expires_at)
         VALUES ($1, $2, $3, now() + make_interval(secs => $4))`,
        [hashOf(ticket), kind, JSON.stringify(content), TICKET_SECONDS[kind]],
      );
      return ticket;
    });
  }

  /** Looks at a ticket without using it. @returns null when it is used, over, or none of ours */
  read<Kind extends TicketKind>(tx: Tx, kind: Kind, ticket: string): Promise<TicketContents[Kind] | null> {
    const sql = 'SELECT content FROM sign_in_tickets WHERE hash = $1 AND kind = $2 AND expires_at > now()';
    return contentOf(tx, sql, [hashOf(ticket), kind]);
  }

  /** Uses a ticket up; of two at once one gets it. */
  take<Kind extends TicketKind>(tx: Tx, kind: Kind, ticket: string): Promise<TicketContents[Kind] | null> {
    const sql = 'DELETE FROM sign_in_tickets WHERE hash = $1 AND kind = $2 AND expires_at > now() RETURNING content';
    return contentOf(tx, sql, [hashOf(ticket), kind]);
  }

  /** A new password ends what was begun with the old one. */
  async forgetChallenges(tx: Tx, userId: string): Promise<void> {
    await tx.sql(`DELETE FROM sign_in_tickets WHERE kind = 'second_factor' AND content->>'userId' = $1`, [userId]);
  }
}

async function contentOf<Content>(tx: Tx, sql: string, values: readonly string[]): Promise<Content | null> {
  const [row] = await tx.sql<{ content: Content }>(sql, values);
  return row?.content ?? null;
}

function hashOf(ticket: string): string {
  return createHash('sha256').update(ticket).digest('hex');
}
