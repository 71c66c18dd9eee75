import { NotBlank, Printable } from '@nqi/shared/http';
import type { JobState } from '@nqi/shared/jobs';
import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsOptional,
  IsString,
  IsUUID,
  Length,
} from 'class-validator';
import type { Form } from './form.entity';

export class AskForForm {
  /** @example elevator_filing_form */
  @IsString() @Length(1, 60) @Printable() kind: string;
  /** The records that it shows, in this order. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  subjectIds: string[];
  /** Why the contacts' phones are wanted in full; without a reason they are masked. */
  @IsOptional() @IsString() @Length(2, 200) @NotBlank() @Printable() contactReason?: string;
}

const states = ['queued', 'running', 'ready', 'failed'] as const;

export class FormResponse {
  id: string;
  kind: string;
  subjectIds: string[];
  @ApiProperty({ enum: states }) state: JobState;
  /** Why it could not be set. */
  failureCode: string | null;
  failureReason: string | null;
  /** Of the PDF, once it is ready. */
  sha256: string | null;
  bytes: number | null;
  /** Where the PDF is, once it is ready. */
  href: string | null;
  createdAt: Date;
}

export function toFormResponse({ id, kind, subjectIds, state, ...form }: Form): FormResponse {
  const { failureCode, failureReason, fileSha256: sha256, fileBytes: bytes, createdAt } = form;
  const href = state === 'ready' ? `/v1/forms/${id}/file` : null;
  return { id, kind, subjectIds, state, failureCode, failureReason, sha256, bytes, href, createdAt };
}
