/** A message on its way out of the platform. */
export interface OutgoingMessage {
  /** Of its row; the same on every attempt, so that a receiver can tell a repetition. */
  readonly id: string;
  readonly to: string;
  readonly title: string;
  readonly text: string;
  readonly files?: readonly AttachedFile[];
}

/** A file that goes along. */
export interface AttachedFile {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
}

/** A way out: mail today, others behind the same door. */
export abstract class MessageSender {
  /** @throws SendFailure */
  abstract send(message: OutgoingMessage): Promise<void>;
}

/** Why a message did not go out; its text goes into the row, so it holds no address. */
export class SendFailure extends Error {
  /** @param isFinal whether trying again would be of no use */
  constructor(
    readonly code: 'refused' | 'not_sent',
    reason: string,
    readonly isFinal: boolean,
  ) {
    super(reason);
  }
}
