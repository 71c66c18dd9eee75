import { Body, Controller, Get, Headers, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor, ForKeys } from '@nqi/platform/identity';
import { DomainError } from '@nqi/shared/errors';
import { FileAnswer } from '@nqi/shared/files';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { FileStore } from '@nqi/shared/storage';
import type { FastifyReply } from 'fastify';
import { AskForForm, FormResponse, toFormResponse } from './form.dto';
import { FormKinds } from './form-kind';
import { FormQueries } from './form.queries';
import { FormService } from './form.service';

/** 报检单、预约送检单: papers for the hand, the counter and the parcel. */
@ApiTags('forms')
@Allow()
@ForKeys(null)
@Names({ id: 'form' })
@Controller('v1/forms')
export class FormController {
  constructor(
    private readonly forms: FormService,
    private readonly queries: FormQueries,
    private readonly kinds: FormKinds,
    private readonly store: FileStore,
  ) {}

  @Post()
  @Operation({
    summary: 'Ask for a form of records; Location tells where its state is',
    errors: ['forms.unknown_kind', 'forms.too_many', 'record.not_found', 'access.forbidden'],
    status: 202,
  })
  async ask(
    @CurrentActor() actor: Actor,
    @Body() body: AskForForm,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FormResponse> {
    const id = await this.forms.ask(actor, body);
    void reply.header('Location', `/v1/forms/${id}`);
    return this.get(actor, id);
  }

  @Get(':id')
  @Operation({ summary: 'State of a form, with the reason when it failed', errors: ['record.not_found'] })
  async get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<FormResponse> {
    return toFormResponse(await this.queries.get(actor, id));
  }

  @Get(':id/file')
  @Operation({
    summary: 'The form as PDF, or the range of it',
    file: 'application/pdf',
    errors: ['record.not_found', 'forms.not_ready'],
  })
  async file(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Headers('range') range: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FileAnswer> {
    const { kind, state, fileKey: key, fileSha256: sha256 } = await this.queries.get(actor, id);
    if (!key || !sha256) throw new DomainError('forms.not_ready', { state });
    const name = `${this.kinds.of(kind).title.zh}.pdf`;
    const kept = { name, type: 'application/pdf', sha256 };
    return FileAnswer.of(kept, await this.store.get({ key, sha256 }), range, reply);
  }
}
