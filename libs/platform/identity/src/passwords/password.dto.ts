import { IsString, Length, Matches, MaxLength } from 'class-validator';

export class ChangePassword {
  @IsString() @MaxLength(128) oldPassword: string;
  /** At least 8 characters. */
  @IsString() @Length(8, 128) newPassword: string;
}

export class ResetPassword {
  /** @example 13800138001 */
  @IsString() @Matches(/^1[3-9]\d{9}$/) phone: string;
  /** @example 123456 */
  @IsString() @Matches(/^\d{6}$/) code: string;
  /** At least 8 characters. */
  @IsString() @Length(8, 128) newPassword: string;
}

export class PasswordChanged {
  /** Sign-ins that were ended by it. */
  endedSessions: number;
}
