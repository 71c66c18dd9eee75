import { IsEmail, Matches, MaxLength } from 'class-validator';

export class SetEmail {
  /** @example me@example.cn */
  @IsEmail() @MaxLength(254) email: string;
}

export class ConfirmEmail {
  /** The six digits in the mail. @example 123456 */
  @Matches(/^\d{6}$/) code: string;
}

/** Where I get mail. */
export class EmailResponse {
  email: string | null;
  /** Null until I have sent back the code; nothing else is sent there before. */
  confirmedAt: Date | null;
}
