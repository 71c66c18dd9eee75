import { IsIn, IsString, Matches } from 'class-validator';

/** What a one-time code is good for. */
export type CodePurpose = (typeof codePurposes)[number] | 'change_phone';
/** For whom is not signed in. */
export const codePurposes = ['sign_in', 'reset_password'] as const;

export class AskForCode {
  /** Mainland mobile number. @example 13800138001 */
  @IsString() @Matches(/^1[3-9]\d{9}$/) phone: string;
  @IsIn(codePurposes) purpose: (typeof codePurposes)[number];
}

export class CodeSignIn {
  /** @example 13800138001 */
  @IsString() @Matches(/^1[3-9]\d{9}$/) phone: string;
  /** @example 123456 */
  @IsString() @Matches(/^\d{6}$/) code: string;
}

/** The same whether anybody has this phone or not. */
export class CodeReceipt {
  expiresInSeconds: number;
  /** When another code may be asked for. */
  nextInSeconds: number;
}
