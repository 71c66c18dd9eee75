import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a message is in the life of its request. */
export type MessageKind = 'message' | 'question' | 'reply' | 'answer' | 'dissatisfaction';
export type AuthorParty = 'requester' | 'expert' | 'operator';

/** One message of a request's conversation. Append-only. An internal one never reaches the requester. */
@Entity('help_request_messages')
export class Message {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') helpRequestId: string;
  /** Counts the messages of a request, internal ones too: for read markers, and never shown. */
  @Column('integer') position: number;
  @Column('text') kind: MessageKind;
  @Column('text') authorParty: AuthorParty;
  @Column('uuid') authorId: string;
  @Column('boolean') isInternal: boolean;
  @Column('text') body: string;
  @Column('timestamptz') sentAt: Date;
}
