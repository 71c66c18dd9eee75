import { Inject, Injectable } from '@nestjs/common';
import { type Actor, LateActors } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { CONFIG, type Config } from '@nqi/shared/config';
import { DomainError } from '@nqi/shared/errors';
import { keyFor, seal, unseal } from '@nqi/shared/secrets';
import type { Attachment } from './attachment.entity';
import { AttachmentQueries } from './attachment.queries';

/** Long enough to follow a link, too short to pass it on. */
const GOOD_FOR_MS = 60_000;
const CONTEXT = 'attachment';

interface Sealed {
  readonly attachmentId: string;
  readonly userId: string;
  readonly organisationId: string;
  readonly expiresAt: number;
}

/**
 * Lets a browser follow a link to one file on behalf of one person, without their token, for a minute. The ticket is
 * sealed and kept nowhere; whose it is and whether they may still read the file is asked when it is used.
 */
@Injectable()
export class DownloadTickets {
  private readonly key: Buffer;

  constructor(
    private readonly clock: Clock,
    private readonly actors: LateActors,
    private readonly queries: AttachmentQueries,
    @Inject(CONFIG) { APP_SECRET }: Config,
  ) {
    this.key = keyFor(APP_SECRET, 'download tickets');
  }

  /** @throws DomainError record.not_found */
  issue({ userId, organisationId }: Actor, { id, fileKey }: Attachment): { ticket: string; until: Date } {
    if (!fileKey) throw new DomainError('record.not_found');
    const until = new Date(this.clock.now().getTime() + GOOD_FOR_MS);
    const sealed: Sealed = { attachmentId: id, userId, organisationId, expiresAt: until.getTime() };
    return { ticket: seal(this.key, JSON.stringify(sealed), CONTEXT), until };
  }

  /** @throws DomainError record.not_found for what is no ticket, is over, or opens nothing any more */
  async redeem(ticket: string): Promise<Attachment> {
    const sealed = this.read(ticket);
    if (!sealed || sealed.expiresAt <= this.clock.now().getTime()) throw new DomainError('record.not_found');
    const { attachmentId, userId, organisationId } = sealed;
    const actor = await this.actors.of({ userId, organisationId, apiKeyId: null }).catch(asNothing);
    return this.queries.get(actor, attachmentId);
  }

  private read(ticket: string): Sealed | null {
    try {
      return JSON.parse(unseal(this.key, ticket, CONTEXT)) as Sealed;
    } catch {
      return null;
    }
  }
}

function asNothing(error: unknown): never {
  throw error instanceof DomainError ? new DomainError('record.not_found') : error;
}
