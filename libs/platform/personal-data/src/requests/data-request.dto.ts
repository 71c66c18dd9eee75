import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { NotBlank, PageQuery, Printable } from '@nqi/shared/http';
import { type DataRequestKind, dataRequestKinds } from './data-request.entity';
import { type DataRequestState, dataRequestWorkflow } from './data-request.workflow';

export class SubmitDataRequest {
  @IsIn(dataRequestKinds) kind: DataRequestKind;
  /** Of a correction: the name as it should be. @example 张三丰 */
  @IsOptional() @IsString() @Length(1, 50) @NotBlank() @Printable() correctedName?: string;
  @IsOptional() @IsString() @Length(1, 500) @NotBlank() @Printable() reason?: string;
}

export class RefuseDataRequest {
  @IsString() @Length(1, 500) @NotBlank() @Printable() refusalReason: string;
}

export class DataRequestQuery extends PageQuery {
  @IsOptional() @IsIn(dataRequestWorkflow.states) state?: DataRequestState;
  @IsOptional() @IsIn(dataRequestKinds) kind?: DataRequestKind;
}
