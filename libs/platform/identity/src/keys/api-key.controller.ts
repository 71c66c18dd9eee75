import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IdParam, Names, Unkept, Operation } from '@nqi/shared/http';
import { Allow } from '../access/allow.decorator';
import { CurrentActor } from '../access/current-actor.decorator';
import type { Actor } from '../actor';
import { ApiKeyList, ApiKeyResponse, CreateApiKey, NewApiKeyResponse, toApiKeyResponse } from './api-key.dto';
import { ApiKeyService, type FreshKey } from './api-key.service';

@ApiTags('api-keys')
@Allow('manage_organisation')
@Names({ id: 'api_key' })
@Controller('v1/api-keys')
export class ApiKeyController {
  constructor(private readonly keys: ApiKeyService) {}

  @Post()
  @Unkept()
  @Operation({
    summary: 'Make a key for a system of the own organisation; its secret is shown this once',
    errors: ['identity.too_many_keys', 'identity.key_name_taken'],
  })
  async create(@CurrentActor() actor: Actor, @Body() body: CreateApiKey): Promise<NewApiKeyResponse> {
    return withSecret(await this.keys.create(actor, body));
  }

  @Get()
  @Operation({ summary: 'Keys of the own organisation' })
  async list(@CurrentActor() actor: Actor): Promise<ApiKeyList> {
    return { items: (await this.keys.list(actor)).map(toApiKeyResponse) };
  }

  @Get(':id')
  @Operation({ summary: 'One key, without its secret', errors: ['record.not_found'] })
  async get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ApiKeyResponse> {
    return toApiKeyResponse(await this.keys.get(actor, id));
  }

  @Post(':id/rotation')
  @Unkept()
  @Operation({
    summary: 'Another secret for a key; the one before is refused within a second',
    errors: ['record.not_found', 'identity.key_over'],
    status: 200,
  })
  async rotate(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<NewApiKeyResponse> {
    return withSecret(await this.keys.rotate(actor, id));
  }

  @Post(':id/revocation')
  @Operation({ summary: 'End a key; it is refused within a second', errors: ['record.not_found'], status: 200 })
  async revoke(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ApiKeyResponse> {
    await this.keys.revoke(actor, id);
    return this.get(actor, id);
  }
}

function withSecret({ record, key }: FreshKey): NewApiKeyResponse {
  return { ...toApiKeyResponse(record), key };
}
