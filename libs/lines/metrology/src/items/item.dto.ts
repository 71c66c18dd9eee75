import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsObject,
  IsString,
  IsUUID,
  Length,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { NotBlank, PageQuery, Printable } from '@nqi/shared/http';
import { orderedServices, type OrderedService } from '../orders/order.entity';
import { type ItemState, itemWorkflow } from './item.workflow';

/** One instrument as it comes over the counter. */
export class ReceivedItem {
  @IsUUID() itemId: string;
  /** 接收时状态. @example 外观完好，指针在零位 */
  @IsString() @Length(1, 200) @NotBlank() @Printable() condition: string;
  /** 附件. */
  @IsOptional() @IsString() @MaxLength(200) @Printable() accessories?: string;
}

export class ReceiveItems {
  /** What came this time; the rest may come later. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique((one: ReceivedItem | null) => one?.itemId)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ReceivedItem)
  items: ReceivedItem[];
}

export class AssignItem {
  /** A verifier with a licence (JL) that is valid today. */
  @IsUUID() verifierId: string;
}

export class GiveUpItem {
  /** Why it is not done: never came, damaged, cannot be measured. */
  @IsString() @Length(1, 500) @NotBlank() @Printable() reason: string;
}

export class HandBackItem {
  /** Who took it, or the number of the parcel. */
  @IsOptional() @IsString() @MaxLength(200) @Printable() note?: string;
}

export class ItemQuery extends PageQuery {
  @IsOptional() @IsIn(itemWorkflow.states) state?: ItemState;
  @IsOptional() @IsUUID() orderId?: string;
  @IsOptional() @IsUUID() instrumentId?: string;
  @IsOptional() @IsUUID() verifierId?: string;
  @IsOptional() @IsIn(orderedServices) service?: OrderedService;
  @IsOptional() @IsString() @MaxLength(40) @Printable() sampleNo?: string;
  /** `openEvents`: each item with what the caller may do now. */
  @IsOptional() @IsIn(['openEvents']) include?: 'openEvents';
  @IsOptional() @IsIn(['createdAt', '-createdAt']) sort?: string = '-createdAt';
}
