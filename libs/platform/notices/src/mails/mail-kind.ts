import type { Tx } from '@nqi/shared/database';
import type { JobFailure } from '@nqi/shared/jobs';
import type { OutgoingMessage } from '../deliveries/message-sender';

/** A mail in words, on its way to whom it says. */
export type Mail = Omit<OutgoingMessage, 'id'>;

/** What a module brings so that its mail goes out as notices do, with their transport, attempts and log. */
export interface MailKind {
  readonly name: string;
  /** Read when it is sent, by the worker. Null: it is not wanted any more. */
  compose(subjectId: string): Promise<Mail | null>;
  /** The server took it, or will not (`failure`): in the transaction that says so. */
  settled(tx: Tx, subjectId: string, failure: JobFailure | null): Promise<void>;
}
