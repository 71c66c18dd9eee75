import { IsIn, IsString, Length } from 'class-validator';
import { maskIdNumber, maskPhone } from '@nqi/shared/secrets';
import { type PrivateFacts, type User } from '@nqi/platform/identity';
import { UnmaskContact } from './unmasking.dto';

/** What is private about a person. */
export const privateFields = ['phone', 'id_number'] as const;

export class UnmaskPerson extends UnmaskContact {
  @IsIn(privateFields) field: (typeof privateFields)[number];
}

export class UnmaskedPerson {
  /** Null where the person has none. */
  value: string | null;
}

export class GiveIdNumber {
  /** 居民身份证号 (GB 11643). @example 370602199001010017 */
  @IsString() @Length(15, 24) idNumber: string;
}

/** A person; phone and ID number masked, except for the person. */
export class PersonResponse {
  id: string;
  name: string;
  /** @example 138****5678 */
  phone: string | null;
  /** @example 370602********0017 */
  idNumber: string | null;
  createdAt: Date;
}

export function toProfile({ id, name, createdAt }: User, { phone, idNumber }: PrivateFacts): PersonResponse {
  return { id, name, phone, idNumber, createdAt };
}

export function toMaskedPerson(user: User, { phone, idNumber }: PrivateFacts): PersonResponse {
  return toProfile(user, { phone: phone && maskPhone(phone), idNumber: idNumber && maskIdNumber(idNumber) });
}
