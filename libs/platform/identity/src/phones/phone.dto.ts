import { IsString, Length, Matches } from 'class-validator';

export class ProvePhone {
  /** The new one: a mainland mobile number. @example 13800138001 */
  @IsString() @Matches(/^1[3-9]\d{9}$/) phone: string;
}

export class PhoneChanged {
  /** Masked. @example 138****8001 */
  phone: string;
}

export class ChangePhone extends ProvePhone {
  /** That came to the new phone. @example 123456 */
  @IsString() @Matches(/^\d{6}$/) code: string;
  @IsString() @Length(1, 128) password: string;
}
