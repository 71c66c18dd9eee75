import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { helpRequestLife } from '../requests/help-request.life';
import { readsInternal } from '../requests/help-request.policy';
import type { HelpRequestState } from '../requests/help-request.workflow';
import { ReplyService } from '../requests/reply.service';
import { type Involved, isOwn, takesPart } from '../requests/visibility.policy';
import { Message } from './message.entity';
import { MessageService } from './message.service';

/** Where nobody talks any more, or not yet. */
const SILENT: readonly HelpRequestState[] = ['draft', 'rejected', 'withdrawn', 'closed'];

/** Talk between those who take part in a request. */
@Injectable()
export class ConversationService {
  constructor(
    private readonly transactions: Transactions,
    private readonly lifecycle: Lifecycle,
    private readonly messages: MessageService,
    private readonly replies: ReplyService,
  ) {}

  /**
   * A message of the requester while the platform waits for one is the reply, and lets the clock go on.
   * @returns the id of the message
   * @throws DomainError record.not_found, assistance.not_in_conversation, assistance.conversation_closed,
   * assistance.notes_are_internal
   */
  post(actor: Actor, id: string, { body, isInternal }: { body: string; isInternal?: boolean }): Promise<string> {
    return this.transactions.run(async (tx) => {
      const request = await this.lifecycle.visible(tx, helpRequestLife, actor, id);
      assertTakesPart(actor, request);
      const { state: requestState } = request;
      if (SILENT.includes(requestState)) throw new DomainError('assistance.conversation_closed', { requestState });
      if (isInternal && !readsInternal(actor, request)) throw new DomainError('assistance.notes_are_internal');
      if (requestState === 'waiting_requester' && isOwn(actor, request)) return this.replies.reply(actor, id, body);
      return this.messages.say(tx, actor, request, { body, isInternal });
    });
  }

  /**
   * The actor has read the conversation up to a message. A marker only moves forward.
   * @throws DomainError record.not_found, also for a message that the actor may not read; assistance.not_in_conversation
   */
  read(actor: Actor, id: string, messageId: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      const request = await this.lifecycle.visible(tx, helpRequestLife, actor, id);
      assertTakesPart(actor, request);
      const message = await tx.manager.findOneBy(Message, { id: messageId, helpRequestId: id });
      if (!message || (message.isInternal && !readsInternal(actor, request))) throw new DomainError('record.not_found');
      await tx.sql(
        `INSERT INTO help_request_reads AS r (help_request_id, user_id, position) VALUES ($1, $2, $3)
         ON CONFLICT (help_request_id, user_id) DO UPDATE SET position = greatest(r.position, excluded.position)`,
        [id, actor.userId, message.position],
      );
    });
  }
}

/** @throws DomainError assistance.not_in_conversation for who may read the question, but not what is said about it */
export function assertTakesPart(actor: Actor, request: Involved): void {
  if (!takesPart(actor, request)) throw new DomainError('assistance.not_in_conversation');
}
