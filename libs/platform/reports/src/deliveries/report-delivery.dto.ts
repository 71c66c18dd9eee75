import { ApiProperty } from '@nestjs/swagger';
import type { Actor } from '@nqi/platform/identity';
import { NotBlank, OpenEvent, openEventsOf, PageQuery, Printable } from '@nqi/shared/http';
import { maskPhone, type Secrets } from '@nqi/shared/secrets';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import {
  DELIVERY_EMAIL,
  DELIVERY_PHONE,
  type DeliveryChannel,
  deliveryChannels,
  type ReportDelivery,
} from './report-delivery.entity';
import { goesBy, partiesOf } from './report-delivery.policy';
import { type DeliveryState, reportDeliveryWorkflow } from './report-delivery.workflow';

/** Mobile or landline, as in HANDBOOK §8.3. */
const PHONE = /^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(-\d{1,6})?)$/;

/** Whom reports go to; what is needed depends on the channel. */
export class Recipient {
  @IsIn(deliveryChannels) @ApiProperty({ enum: deliveryChannels }) channel: DeliveryChannel;
  /** A client of the reports; it sees the delivery. Needed by `in_app`. */
  @IsOptional() @IsUUID() organisationId?: string;
  /** Needed by `post` and `pickup`. */
  @IsOptional() @IsString() @Length(1, 100) @NotBlank() @Printable() contactName?: string;
  /** Needed by `post`. @example 13800138001 */
  @IsOptional() @IsString() @Matches(PHONE) contactPhone?: string;
  /** Needed by `email`. */
  @IsOptional() @IsEmail() @MaxLength(200) email?: string;
  /** Needed by `post`. */
  @IsOptional() @IsString() @Length(1, 300) @NotBlank() @Printable() address?: string;
  /** With `email`: the files go along, as far as they are small enough for mail. */
  @IsOptional() @IsBoolean() attachesFiles?: boolean;
}

export class OrderDeliveries {
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(200) @ArrayUnique() @IsUUID(undefined, { each: true }) reportIds: string[];
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => Recipient)
  recipients: Recipient[];
}

export class DispatchDelivery {
  /** @example 顺丰速运 */
  @IsString() @Length(1, 60) @NotBlank() @Printable() carrier: string;
  /** @example SF1234567890 */
  @IsString() @Matches(/^[A-Za-z0-9-]{5,40}$/) trackingNo: string;
}

export class ReceiveDelivery {
  /** 领取人 */
  @IsString() @Length(1, 100) @NotBlank() @Printable() receivedBy: string;
  /** Of who took it. @example 13800138001 */
  @IsOptional() @IsString() @Matches(PHONE) contactPhone?: string;
  /** Not in the future; default: now. */
  @IsOptional() @IsISO8601({ strict: true }) @ApiProperty({ format: 'date-time' }) receivedAt?: string;
}

export class ReturnDelivery {
  @IsString() @Length(1, 500) @NotBlank() @Printable() reason: string;
}

export class DeliveryQuery extends PageQuery {
  @IsOptional() @IsUUID() reportId?: string;
  @IsOptional() @IsIn(reportDeliveryWorkflow.states) state?: DeliveryState;
  @IsOptional() @IsIn(deliveryChannels) channel?: DeliveryChannel;
}

export class DeliveredReport {
  id: string;
  number: string;
  downloadedAt: Date | null;
}

export class DeliveryResponse {
  id: string;
  institutionId: string;
  organisationId: string | null;
  @ApiProperty({ enum: deliveryChannels }) channel: DeliveryChannel;
  @ApiProperty({ enum: reportDeliveryWorkflow.states }) state: DeliveryState;
  contactName: string | null;
  /** Masked. */
  contactPhone: string | null;
  /** Masked. */
  email: string | null;
  address: string | null;
  attachesFiles: boolean;
  carrier: string | null;
  trackingNo: string | null;
  receivedBy: string | null;
  receivedAt: Date | null;
  failureReason: string | null;
  reports: DeliveredReport[];
  version: number;
  sentAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  openEvents: OpenEvent[];
}

export class DeliveryList {
  items: DeliveryResponse[];
  nextCursor: string | null;
}

export class OrderedDeliveries {
  items: DeliveryResponse[];
}

export type ShownDelivery = ReportDelivery & { reports: DeliveredReport[] };

export function toDeliveryResponse(actor: Actor, secrets: Secrets, delivery: ShownDelivery): DeliveryResponse {
  const { contactPhoneIndex: _phones, contactEmailIndex: _emails, createdById: _by, contactEmail, ...shown } = delivery;
  const { id } = delivery;
  const phone = secrets.decrypt({ column: DELIVERY_PHONE, id }, delivery.contactPhone);
  const email = secrets.decrypt({ column: DELIVERY_EMAIL, id }, contactEmail);
  const open = openEventsOf(
    reportDeliveryWorkflow,
    delivery,
    partiesOf(actor, delivery),
    `/v1/report-deliveries/${id}`,
  );
  return {
    ...shown,
    contactPhone: phone && maskPhone(phone),
    email: email && email.replace(/^(.).*@/, '$1***@'),
    openEvents: open.filter(({ event }) => goesBy(delivery.channel, event)),
  };
}
