import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import type { Tx } from '@nqi/shared/database';
import { newId } from '@nqi/shared/ids';
import type { HelpRequest } from '../requests/help-request.entity';
import { isOwn } from '../requests/visibility.policy';
import { type AuthorParty, Message, type MessageKind } from './message.entity';

/** What is said; internal notes are for operators and the experts who serve the request. */
export interface Utterance {
  body: string;
  kind?: MessageKind;
  isInternal?: boolean;
}

/** Writes the conversation of a request. It changes nothing of the request, not even its version: a note stays unseen. */
@Injectable()
export class MessageService {
  constructor(private readonly clock: Clock) {}

  /** Adds a message to a request that the caller has locked. @returns its id */
  async say(tx: Tx, actor: Actor, request: HelpRequest, utterance: Utterance): Promise<string> {
    const { body, kind = 'message', isInternal = false } = utterance;
    const [last] = await tx.sql<{ position: number }>(
      'SELECT coalesce(max(position), 0) AS position FROM help_request_messages WHERE help_request_id = $1',
      [request.id],
    );
    const message: Message = {
      ...{ id: newId(), helpRequestId: request.id, position: (last?.position ?? 0) + 1, kind, isInternal, body },
      ...{ authorParty: partyOf(actor, request), authorId: actor.userId, sentAt: this.clock.now() },
    };
    await tx.manager.insert(Message, message);
    return message.id;
  }
}

function partyOf(actor: Actor, request: HelpRequest): AuthorParty {
  if (isOwn(actor, request)) return 'requester';
  return request.assigneeIds.includes(actor.userId) ? 'expert' : 'operator';
}
