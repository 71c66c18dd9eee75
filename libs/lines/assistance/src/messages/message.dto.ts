import { IsBoolean, IsIn, IsOptional, IsString, IsUUID, Length, ValidateIf } from 'class-validator';
import type { Actor } from '@nqi/platform/identity';
import { NotBlank, PageQuery } from '@nqi/shared/http';
import { knowsRequester } from '../requests/help-request.policy';
import type { Involved } from '../requests/visibility.policy';
import type { AuthorParty, Message, MessageKind } from './message.entity';

export class CreateMessage {
  @IsString() @Length(1, 4000) @NotBlank() body: string;
  /** For operators and the experts who serve the request; never shown to the requester. */
  @ValidateIf((_, value) => value !== undefined) @IsBoolean() isInternal?: boolean = false;
}

export class MarkRead {
  /** The latest message that has been read. */
  @IsUUID() messageId: string;
}

export class MessageQuery extends PageQuery {
  @IsOptional() @IsIn(['sentAt', '-sentAt']) sort?: string = 'sentAt';
}

export class MessageResponse {
  id: string;
  kind: MessageKind;
  authorParty: AuthorParty;
  /** Null where the requester is anonymous to the reader. */
  authorId: string | null;
  isInternal: boolean;
  body: string;
  sentAt: Date;
}

export class MessageList {
  items: MessageResponse[];
  nextCursor: string | null;
}

export class UnreadResponse {
  unreadCount: number;
}

/** A message as this reader may have it. */
export function toMessageResponse(actor: Actor, request: Involved, message: Message): MessageResponse {
  const { id, kind, authorParty, authorId, isInternal, body, sentAt } = message;
  const isMasked = authorParty === 'requester' && !knowsRequester(actor, request);
  return { id, kind, authorParty, authorId: isMasked ? null : authorId, isInternal, body, sentAt };
}
