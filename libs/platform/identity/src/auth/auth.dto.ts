import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsObject,
  IsString,
  Length,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { PersonFacts } from '../memberships/membership.dto';
import { OrganisationFacts, OrganisationResponse } from '../organisations/organisation.dto';

/** What anybody may register as; institutions and authorities are entered by the platform. */
const OPEN_CAPABILITIES = ['user_unit', 'maintenance_unit'] as const;

export class RegisteredOrganisation extends OrganisationFacts {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(2)
  @ArrayUnique()
  @IsIn(OPEN_CAPABILITIES, { each: true })
  capabilities: ('user_unit' | 'maintenance_unit')[];
}

/** An enterprise registers itself with its first administrator. */
export class Registration {
  @IsObject() @ValidateNested() @Type(() => RegisteredOrganisation) organisation: RegisteredOrganisation;
  @IsObject() @ValidateNested() @Type(() => PersonFacts) administrator: PersonFacts;
}

export class SignIn {
  /** @example 13800138001 */
  @IsString() @Length(1, 20) phone: string;
  @IsString() @MaxLength(128) password: string;
}

export class Refresh {
  @IsString() @MaxLength(100) refreshToken: string;
}

export class TokenResponse {
  accessToken: string;
  /** Always `Bearer`. */
  tokenType: string;
  /** Seconds. */
  expiresIn: number;
  /** Good once, for the next pair; 30 days from its last use. */
  refreshToken: string;
}

/** The person is signed in; what came of the registration is one of the two. */
export class RegistrationResponse extends TokenResponse {
  /** Null: somebody's import named the enterprise before; see `joinRequestId`. */
  organisation: OrganisationResponse | null;
  /** The claim under `/v1/join-requests`, to which evidence is added and which the platform decides. */
  joinRequestId: string | null;
}
