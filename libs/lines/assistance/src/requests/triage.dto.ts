import { NotBlank } from '@nqi/shared/http';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  Min,
} from 'class-validator';
import {
  type Category,
  categories,
  type HelpType,
  helpTypes,
  MAX_EXPERTS,
  type Priority,
  priorities,
} from './help-request-facts';

/** How an operator sorts a request; what is left out stays as the requester said. */
export class TriageHelpRequest {
  @IsOptional() @IsIn(helpTypes) type?: HelpType;
  @IsOptional() @IsIn(categories) category?: Category;
  @IsOptional() @IsIn(priorities) priority?: Priority;
  @IsOptional() @IsInt() @Min(1) @Max(MAX_EXPERTS) wantedExperts?: number;
}

/** Why; those who are concerned read it. */
export class Reason {
  @IsString() @Length(1, 1000) @NotBlank() reason: string;
}

export class AssignExperts {
  /** Ids of active experts, at most as many as are wanted. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_EXPERTS)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  expertIds: string[];
}

/** What is said with an event: a question back, a reply, an answer. */
export class Say {
  @IsString() @Length(1, 8000) @NotBlank() body: string;
}
