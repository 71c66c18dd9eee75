import { NotBlank, Printable } from '@nqi/shared/http';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsString,
  Length,
  Max,
  Min,
} from 'class-validator';
import type { ApiKey } from './api-key.entity';
import { type KeyScope, keyScopes } from './key-scopes';

export class CreateApiKey {
  /** For which system. @example 实验室信息系统 */
  @IsString() @Length(1, 60) @NotBlank() @Printable() name: string;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(7) @ArrayUnique() @IsIn(keyScopes, { each: true }) scopes: KeyScope[];
  /** At most a year; a new one is made in time. @example 180 */
  @IsInt() @Min(1) @Max(365) expiresInDays: number;
}

/** A key without its secret, which nobody can read again. */
export class ApiKeyResponse {
  id: string;
  name: string;
  scopes: KeyScope[];
  /** The person on whose behalf it acts. */
  createdById: string;
  createdAt: Date;
  expiresAt: Date;
  /** When it got the secret that is good now. */
  rotatedAt: Date | null;
  /** To the minute. */
  lastUsedAt: Date | null;
  lastUsedAddress: string | null;
  revokedAt: Date | null;
}

export class NewApiKeyResponse extends ApiKeyResponse {
  /** The key itself, shown this once: `Authorization: Bearer nqi_…`. */
  key: string;
}

export class ApiKeyList {
  items: ApiKeyResponse[];
}

export function toApiKeyResponse(key: ApiKey): ApiKeyResponse {
  const { id, name, scopes, createdById, createdAt, expiresAt } = key;
  const { rotatedAt, lastUsedAt, lastUsedAddress, revokedAt } = key;
  return {
    ...{ id, name, scopes, createdById, createdAt, expiresAt },
    ...{ rotatedAt, lastUsedAt, lastUsedAddress, revokedAt },
  };
}
