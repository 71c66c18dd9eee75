import { Controller, Get, Header, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor, ForKeys } from '@nqi/platform/identity';
import { Operation, Public } from '@nqi/shared/http';
import { SigningKeyList, SigningKeyQuery, toKeyResponse } from './signing-key.dto';
import { SigningKeyQueries } from './signing-key.queries';

const PEM = 'application/x-pem-file';

/** With what institutions sign: the keys themselves are never here. */
@ApiTags('signing-keys')
@ForKeys(null)
@Controller('v1/signing-keys')
export class SigningKeyController {
  constructor(private readonly queries: SigningKeyQueries) {}

  @Get()
  @Allow('manage_organisation')
  @Operation({
    summary: 'Certificates with which the own institution signs or signed; one appears when it first signs',
    errors: ['request.bad_cursor'],
  })
  async list(@CurrentActor() actor: Actor, @Query() query: SigningKeyQuery): Promise<SigningKeyList> {
    const { items, nextCursor } = await this.queries.list(actor, query);
    return { items: items.map(toKeyResponse), nextCursor };
  }

  @Get(':fingerprint/certificate')
  @Public()
  @Header('Cache-Control', 'public, max-age=86400')
  @Operation({
    summary: 'A certificate in PEM with its issuers, for whoever checks a signature',
    file: PEM,
    errors: ['record.not_found'],
  })
  async certificate(@Param('fingerprint') fingerprint: string): Promise<StreamableFile> {
    const content = Buffer.from(await this.queries.certificate(fingerprint));
    const disposition = 'attachment; filename="certificate.pem"';
    return new StreamableFile(content, { type: PEM, disposition, length: content.length });
  }
}
