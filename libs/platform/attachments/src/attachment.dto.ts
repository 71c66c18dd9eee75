import { ApiProperty } from '@nestjs/swagger';
import { fileTypes } from '@nqi/shared/files';
import { NotBlank, PageQuery, Printable } from '@nqi/shared/http';
import { IsIn, IsInt, IsString, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import { type Attachment, type AttachmentState, attachmentStates } from './attachment.entity';

const types = [...fileTypes.keys()];

export class AttachFile {
  /** @example elevator_filing */
  @IsString() @Length(1, 50) subjectType: string;
  @IsUUID() subjectId: string;
  /** What it is to the record. @example maintenance_contract */
  @IsString() @Length(1, 50) document: string;
  /** With its extension. @example 维保合同.pdf */
  @IsString() @Length(1, 200) @NotBlank() @Printable() name: string;
  @IsIn(types) @ApiProperty({ enum: types }) type: string;
  @IsInt() @Min(1) @Max(2_147_483_647) bytes: number;
}

export class AttachmentQuery extends PageQuery {
  @IsString() @Length(1, 50) subjectType: string;
  @IsUUID() subjectId: string;
}

/** Where the bytes go, as they are. */
export class UploadTicket {
  href: string;
  method: 'PUT';
  expiresAt: Date;
}

export class AttachmentResponse {
  id: string;
  @ApiProperty({ enum: attachmentStates }) state: AttachmentState;
  subjectType: string;
  subjectId: string;
  document: string;
  name: string;
  type: string;
  bytes: number;
  sha256: string | null;
  attachedById: string;
  organisationId: string;
  createdAt: Date;
  storedAt: Date | null;
  /** Null unless its bytes are awaited from me. */
  upload: UploadTicket | null;
  /** Where it is downloaded; null until it is there. */
  contentHref: string | null;
}

export class DownloadQuery {
  @IsString() @Matches(/^[\w-]{1,1000}$/) ticket: string;
}

/** A link that a browser can follow, without any header. */
export class DownloadTicket {
  href: string;
  expiresAt: Date;
}

export class AttachmentList {
  items: AttachmentResponse[];
  nextCursor: string | null;
}

export function toAttachmentResponse(userId: string, attachment: Attachment): AttachmentResponse {
  const { fileKey: _key, expiresAt, removedAt: _removedAt, contentDeletedAt: _deletedAt, ...shown } = attachment;
  const href = `/v1/attachments/${attachment.id}/content`;
  const isAwaited = attachment.state === 'awaited' && attachment.attachedById === userId;
  return {
    ...shown,
    upload: isAwaited ? { href, method: 'PUT', expiresAt } : null,
    contentHref: attachment.state === 'stored' ? href : null,
  };
}
