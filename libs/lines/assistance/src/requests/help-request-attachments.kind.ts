import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type AttachmentKind, AttachmentKinds } from '@nqi/platform/attachments';
import type { Actor } from '@nqi/platform/identity';
import type { Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { helpRequestLife } from './help-request.life';
import { HelpRequestQueries } from './help-request.queries';
import type { HelpRequestState } from './help-request.workflow';
import { takesPart } from './visibility.policy';

const OVER: readonly HelpRequestState[] = ['resolved', 'closed', 'rejected', 'withdrawn'];

/** Drawings, photographs and papers of a request: for those who talk with each other about it, not for all who read it. */
@Injectable()
export class HelpRequestAttachmentsKind implements AttachmentKind, OnModuleInit {
  readonly subjectType = 'help_request';
  readonly most = 30;

  constructor(
    private readonly kinds: AttachmentKinds,
    private readonly queries: HelpRequestQueries,
    private readonly lifecycle: Lifecycle,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  documents(): readonly string[] {
    return ['question', 'message', 'answer'];
  }

  async assertReads(actor: Actor, id: string): Promise<void> {
    if (!takesPart(actor, await this.queries.reread(id))) throw new DomainError('record.not_found');
  }

  async assertAttaches(tx: Tx, actor: Actor, id: string): Promise<void> {
    const request = await this.lifecycle.visible(tx, helpRequestLife, actor, id);
    if (!takesPart(actor, request)) throw new DomainError('access.forbidden');
    if (OVER.includes(request.state)) throw new DomainError('attachments.closed', { state: request.state });
  }
}
