import { PartialType } from '@nestjs/swagger';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { IsDay, NotBlank, PageQuery, Printable } from '@nqi/shared/http';
import { type ElevatorState, elevatorStates } from './elevator.entity';

/** What is known of a device; at least one of the four codes. */
export class ElevatorFacts {
  /** 设备品种. @example 3110 */
  @IsOptional() @IsString() @Length(4, 4) categoryCode?: string;
  /** 设备注册代码, 20 digits. @example 31103706022024030012 */
  @IsOptional() @IsString() @MaxLength(30) @Printable() registrationCode?: string;
  /** 设备代码, 17 to 20 characters. @example 311010256202401234 */
  @IsOptional() @IsString() @MaxLength(30) @Printable() deviceCode?: string;
  /** 使用登记证编号. @example 梯11鲁F00123(24) */
  @IsOptional() @IsString() @MaxLength(40) @Printable() useRegistrationNo?: string;
  /** 单位内编号, unique within the user unit. @example 3号楼1单元 */
  @IsOptional() @IsString() @Length(1, 60) @NotBlank() @Printable() internalNo?: string;
  @IsOptional() @IsString() @MaxLength(60) @Printable() productNo?: string;
  /** 96333 应急救援识别码. */
  @IsOptional() @IsString() @Matches(/^\d{6}$/) rescueNo?: string;
  @IsOptional() @IsString() @MaxLength(60) @Printable() model?: string;
  @IsOptional() @IsString() @MaxLength(100) @Printable() manufacturer?: string;
  @IsOptional() @IsDay() manufacturedOn?: string;
  /** The maintenance contractor, as a fact; to act for the user unit it needs a mandate. */
  @IsOptional() @IsUUID() maintenanceUnitId?: string;
  /** The institution that inspects it; default: the only one that is approved. */
  @IsOptional() @IsUUID() institutionId?: string;
  /** District (GB/T 2260). @example 370602 */
  @IsOptional() @IsString() @Length(6, 6) @Printable() districtCode?: string;
  @IsOptional() @IsString() @MaxLength(100) @Printable() siteName?: string;
  /** 设备使用地点. */
  @IsString() @Length(1, 200) @NotBlank() @Printable() address: string;
  /** Rated load in kg, as a decimal. @example 1000 */
  @IsOptional() @Matches(/^\d{1,6}(\.\d{1,2})?$/) ratedLoadKg?: string;
  /** Rated speed in m/s, at most 30. @example 1.75 */
  @IsOptional() @Matches(/^([0-2]?\d)(\.\d{1,3})?$|^30$/) ratedSpeedMs?: string;
  @IsOptional() @IsInt() @Min(1) @Max(200) floors?: number;
  @IsOptional() @IsInt() @Min(1) @Max(200) stops?: number;
  @IsOptional() @IsInt() @Min(1) @Max(400) doors?: number;
  /** Lifting height in m. @example 52.4 */
  @IsOptional() @Matches(/^\d{1,4}(\.\d{1,2})?$/) liftHeightM?: string;
  /** Length of a moving walk in m. */
  @IsOptional() @Matches(/^\d{1,4}(\.\d{1,2})?$/) sectionLengthM?: string;
  @IsOptional() @IsInt() @Min(200) @Max(5000) nominalWidthMm?: number;
  /** Inclination of an escalator in degrees. */
  @IsOptional() @Matches(/^\d{1,2}(\.\d)?$/) inclinationDeg?: string;
  /** 公共交通型. */
  @IsOptional() @IsBoolean() isPublicTransport?: boolean;
  /** Month of the latest supervisory inspection. @example 2020-05 */
  @IsOptional() @Matches(/^(19|20)\d\d-(0[1-9]|1[0-2])$/) baseMonth?: string;
  /** Day of the last passed periodic inspection. */
  @IsOptional() @IsDay() lastPassedOn?: string;
  /** Day of the last self-test 自行检测. */
  @IsOptional() @IsDay() lastSelfTestedOn?: string;
  /** Day of the last calibration of the overspeed governor 限速器校验. */
  @IsOptional() @IsDay() governorCalibratedOn?: string;
  /** Day of the last brake test with 125 % of the rated load 制动试验. */
  @IsOptional() @IsDay() brakeTestedOn?: string;
}

export class CreateElevator extends ElevatorFacts {
  /** The user unit; default: the own organisation. */
  @IsOptional() @IsUUID() userUnitId?: string;
}

/** A row of a batch may carry the sender's own name for it. */
export class ElevatorRow extends CreateElevator {
  @IsOptional() @IsString() @MaxLength(60) clientRef?: string;
}

export class ChangeElevator extends PartialType(ElevatorFacts) {
  @IsOptional() @IsIn(elevatorStates) state?: ElevatorState;
}

export class ElevatorQuery extends PageQuery {
  @IsOptional() @IsString() @MaxLength(30) @Printable() registrationCode?: string;
  @IsOptional() @IsString() @MaxLength(30) @Printable() deviceCode?: string;
  @IsOptional() @IsString() @MaxLength(40) @Printable() useRegistrationNo?: string;
  @IsOptional() @IsString() @MaxLength(60) @Printable() internalNo?: string;
  /** Part of the address or of the site's name; of a Latin word or a number, its beginning. */
  @IsOptional() @IsString() @Length(1, 60) @Printable() address?: string;
  /** Part of the user unit's name. */
  @IsOptional() @IsString() @Length(1, 60) @Printable() unit?: string;
  @IsOptional() @IsUUID() userUnitId?: string;
  @IsOptional() @IsIn(elevatorStates) state?: ElevatorState;
  /** Next inspection due on this day or later. */
  @IsOptional() @IsDay() dueFrom?: string;
  /** Next inspection due on this day or earlier. */
  @IsOptional() @IsDay() dueTo?: string;
  /** `nextInspectionDueOn` leaves out devices without a due date. */
  @IsOptional() @IsIn(['createdAt', '-createdAt', 'nextInspectionDueOn', '-nextInspectionDueOn']) sort?: string =
    '-createdAt';
}
