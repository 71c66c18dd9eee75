import { NotBlank } from '@nqi/shared/http';
import { IsIn, IsString, Length } from 'class-validator';
import { type Callback, type CallbackOutcome, callbackOutcomes } from './callback.entity';

export class CreateCallback {
  /** Three calls that nobody took settle it, too. */
  @IsIn(callbackOutcomes) outcome: CallbackOutcome;
  /** What was said, or when it was tried. */
  @IsString() @Length(1, 1000) @NotBlank() note: string;
}

export class CallbackResponse {
  id: string;
  outcome: CallbackOutcome;
  note: string;
  madeById: string;
  madeAt: Date;
}

export class CallbackList {
  items: CallbackResponse[];
}

export function toCallbackResponse({ id, outcome, note, madeById, madeAt }: Callback): CallbackResponse {
  return { id, outcome, note, madeById, madeAt };
}
