import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { ClockService } from '../clocks/clock.service';
import { MessageService } from '../messages/message.service';
import { helpRequestLife } from './help-request.life';

/** The requester gives what the expert asked for. */
@Injectable()
export class ReplyService {
  constructor(
    private readonly lifecycle: Lifecycle,
    private readonly clocks: ClockService,
    private readonly messages: MessageService,
  ) {}

  /** The answer's clock goes on where it stood still. @returns the id of the message */
  async reply(actor: Actor, id: string, body: string): Promise<string> {
    let messageId = '';
    await this.lifecycle.act(helpRequestLife, { actor, id, event: 'reply' }, async (tx, request) => {
      messageId = await this.messages.say(tx, actor, request, { kind: 'reply', body });
      await this.clocks.stop(tx, request, 'reply');
      await this.clocks.resume(tx, request);
    });
    return messageId;
  }
}
