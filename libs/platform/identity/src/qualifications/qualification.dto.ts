import { IsIn, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { IsDay, PageQuery, Printable } from '@nqi/shared/http';
import {
  type LicenceScope,
  licenceScopes,
  type QualificationRow,
  type QualificationScope,
  qualificationScopes,
} from './qualification.entity';

/** A licence of one of the institution's people, as on the certificate. */
export class CreateQualification {
  @IsUUID() userId: string;
  /** `DT`: elevators; `JL`: metrology. */
  @IsIn(licenceScopes) scope: LicenceScope;
  /** Number of the certificate. @example TS1234567890 */
  @IsString() @Length(3, 50) @Printable() certificateNo: string;
  @IsDay() validFrom: string;
  /** Last day on which it is valid. */
  @IsDay() validTo: string;
}

export class QualificationQuery extends PageQuery {
  @IsOptional() @IsIn(qualificationScopes) scope?: QualificationScope;
  /** Only those valid on this day. */
  @IsOptional() @IsDay() validOn?: string;
}

export class QualificationResponse {
  id: string;
  /** Null: an approval of the institution itself. */
  userId: string | null;
  /** Name of the person. */
  name: string | null;
  scope: QualificationScope;
  certificateNo: string;
  validFrom: string;
  validTo: string;
  createdAt: Date;
}

export class QualificationList {
  items: QualificationResponse[];
  nextCursor: string | null;
}

export function toQualificationResponse(row: QualificationRow): QualificationResponse {
  const { id, userId, name, scope, certificateNo, validFrom, validTo, createdAt } = row;
  return { id, userId, name, scope, certificateNo, validFrom, validTo, createdAt };
}
