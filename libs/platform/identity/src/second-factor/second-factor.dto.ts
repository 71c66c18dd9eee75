import { IsString, Length, MaxLength } from 'class-validator';

export class EnrolSecondFactor {
  /** The present password. */
  @IsString() @MaxLength(128) password: string;
}

export class ConfirmSecondFactor {
  /** What the app shows now. @example 123456 */
  @IsString() @Length(6, 6) code: string;
}

/** A code of the app, or a recovery code. */
export class SecondFactorCode {
  /** @example 123456 */
  @IsString() @Length(6, 20) code: string;
}

export class SecondFactorSignIn extends SecondFactorCode {
  /** From the problem `access.second_factor_needed`. */
  @IsString() @Length(1, 100) challenge: string;
}

export class SecondFactorEnrolment {
  /** Base32; shown once. */
  secret: string;
  /** The same for a QR code. */
  uri: string;
}

export class RecoveryCodes {
  /** Each good once; shown once. */
  codes: string[];
}

export class SecondFactorState {
  /** Whether it is asked for at sign-in. */
  isActive: boolean;
  /** Whether one was begun and not confirmed yet. */
  isPending: boolean;
  confirmedAt: Date | null;
  recoveryCodesLeft: number;
}

export class SteppedUp {
  /** Until when approvals and exports ask for no other code. */
  until: Date;
}
