import { Injectable } from '@nestjs/common';
import { insertMany, Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { newId } from '@nqi/shared/ids';
import type { TokenResponse } from '../auth/auth.dto';
import { Entrance } from '../auth/entrance.service';
import type { Device } from '../sessions/session.service';
import { TICKET_SECONDS, Tickets } from '../tickets/ticket.service';
import { WechatApi } from './wechat-api';
import { WechatIdentity, type WechatPerson } from './wechat-identity.entity';

/** A person has few; who has more sees the first. */
const LISTED = 100;

/** Signing in through WeChat, and which WeChat accounts belong to whom. */
@Injectable()
export class WechatService {
  constructor(
    private readonly transactions: Transactions,
    private readonly api: WechatApi,
    private readonly entrance: Entrance,
    private readonly tickets: Tickets,
  ) {}

  async byMiniProgram(code: string, device: Device): Promise<TokenResponse> {
    const person = await this.api.miniProgram(code);
    return this.enter(person, await this.known(person), device);
  }

  async byOfficialAccount(code: string, device: Device): Promise<TokenResponse> {
    const person = await this.api.officialAccount(code);
    const known = await this.known(person);
    if (known || person.unionid) return this.enter(person, known, device);
    // Asked only for who is unknown by openid: it costs a call, and needs people who follow the account.
    const united = { ...person, unionid: await this.api.unionid(person.openid) };
    return this.enter(united, await this.known(united), device);
  }

  /** Uses the ticket up, unless it is refused. @throws DomainError access.wechat_ticket_over, access.wechat_taken */
  async link(userId: string, ticket: string): Promise<WechatIdentity> {
    return this.transactions.run(async (tx) => {
      const person = (await this.tickets.take(tx, 'wechat_link', ticket)) as WechatPerson | null;
      if (!person) throw new DomainError('access.wechat_ticket_over');
      await this.insert(tx, userId, person);
      const { app, openid } = person;
      const linked = await tx.manager.findOneBy(WechatIdentity, { app, openid, userId });
      if (!linked) throw new DomainError('access.wechat_taken');
      return linked;
    });
  }

  links(userId: string): Promise<WechatIdentity[]> {
    const order = { createdAt: 'ASC', id: 'ASC' } as const;
    return this.transactions.manager.find(WechatIdentity, { where: { userId }, order, take: LISTED });
  }

  /** All identities of that WeChat account go: by its unionid it would link itself again. @throws record.not_found */
  async unlink(userId: string, id: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const link = await tx.manager.findOneBy(WechatIdentity, { id, userId });
      if (!link) throw new DomainError('record.not_found');
      await tx.sql('DELETE FROM wechat_identities WHERE user_id = $1 AND (id = $2 OR unionid = $3)', [
        ...[userId, id, link.unionid],
      ]);
    });
  }

  private async enter(person: WechatPerson, userId: string | null, device: Device): Promise<TokenResponse> {
    if (userId) return this.entrance.admit(userId, device);
    const linkTicket = await this.tickets.issue('wechat_link', { ...person });
    throw new DomainError('access.wechat_unlinked', { linkTicket, expiresInSeconds: TICKET_SECONDS.wechat_link });
  }

  /** By openid, or by the unionid that another of our apps knows; what was missing is noted down. */
  private known({ app, openid, unionid }: WechatPerson): Promise<string | null> {
    return this.transactions.run(async (tx) => {
      const [row] = await tx.sql<{ userId: string }>(
        `SELECT user_id AS "userId" FROM wechat_identities WHERE (app = $1 AND openid = $2) OR unionid = $3
         ORDER BY (app = $1 AND openid = $2) DESC LIMIT 1`,
        [app, openid, unionid],
      );
      if (!row) return null;
      await this.insert(tx, row.userId, { app, openid, unionid });
      if (unionid) await noteUnionid(tx, { app, openid, unionid });
      return row.userId;
    });
  }

  /** Constraints decide whose it is; a row that they refuse is left out. */
  private async insert(tx: Tx, userId: string, { app, openid, unionid }: WechatPerson): Promise<void> {
    await insertMany(tx, WechatIdentity, [{ id: newId(), userId, app, openid, unionid, createdAt: new Date() }]);
  }
}

/** Somebody linked before our apps were bound together; unless the unionid has become that of another person. */
async function noteUnionid(tx: Tx, { app, openid, unionid }: WechatPerson): Promise<void> {
  await tx.sql(
    `UPDATE wechat_identities AS i SET unionid = $3 WHERE app = $1 AND openid = $2 AND unionid IS NULL
       AND NOT EXISTS (SELECT FROM wechat_identities o WHERE o.unionid = $3 AND o.user_id <> i.user_id)`,
    [app, openid, unionid],
  );
}
