import type { Session } from './session.entity';

/** A sign-in that is still good. */
export class SessionResponse {
  id: string;
  /** Whether this request came with it. */
  isCurrent: boolean;
  /** What the device calls itself. */
  userAgent: string | null;
  /** From where it was opened. */
  address: string | null;
  createdAt: Date;
  lastUsedAt: Date;
  expiresAt: Date;
}

export class SessionList {
  items: SessionResponse[];
}

export function toSessionResponse(session: Session, currentId: string): SessionResponse {
  const { id, userAgent, address, createdAt, lastUsedAt, expiresAt } = session;
  return { id, isCurrent: id === currentId, userAgent, address, createdAt, lastUsedAt, expiresAt };
}
