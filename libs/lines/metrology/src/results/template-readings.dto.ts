import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsObject,
  IsString,
  Length,
  ValidateNested,
} from 'class-validator';
import { IsDecimalText, NotBlank, Printable } from '@nqi/shared/http';
import { type VerificationKind, verificationKinds } from './scale-readings';

/** One numbered graduation, at rest and after a light tap; in the unit of the gauge's range. */
export class GaugePointReading {
  /** The reference pressure. @example 0.8 */
  @IsDecimalText({ signed: true }) nominal: string;
  /** Pressure rising. @example 0.805 */
  @IsDecimalText({ signed: true }) upBefore: string;
  @IsDecimalText({ signed: true }) upAfter: string;
  /** Pressure falling. */
  @IsDecimalText({ signed: true }) downBefore: string;
  @IsDecimalText({ signed: true }) downAfter: string;
}

/** JJG 52: what is read of a pressure gauge. */
export class PressureGaugeReadings {
  @IsBoolean() isAppearanceGood: boolean;
  /** 带止销. */
  @IsBoolean() hasStopPin: boolean;
  /** The pointer without pressure. @example 0 */
  @IsDecimalText({ signed: true }) zero: string;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique((one: GaugePointReading | null) => one?.nominal)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => GaugePointReading)
  points: GaugePointReading[];
}

/** P = I + e/2 − Δm. */
export class WeighingReading {
  /** I. @example 10.000 */
  @IsDecimalText({ signed: true }) indication: string;
  /** Δm: the small weights added until the display changed; without them I itself counts. */
  @IsOptional() @IsDecimalText() added?: string;
}

export class PlacedReading extends WeighingReading {
  /** Where on the load receptor. @example 左前 */
  @IsString() @Length(1, 20) @NotBlank() @Printable() position: string;
}

export class LoadReading {
  @IsDecimalText() load: string;
  @IsObject() @ValidateNested() @Type(() => WeighingReading) up: WeighingReading;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => WeighingReading) down?: WeighingReading;
}

export class EccentricityReading {
  /** About a third of Max. */
  @IsDecimalText() load: string;
  @IsArray()
  @ArrayMinSize(3)
  @ArrayMaxSize(16)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => PlacedReading)
  positions: PlacedReading[];
}

export class RepeatabilityReading {
  @IsDecimalText() load: string;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => WeighingReading)
  runs: WeighingReading[];
}

/** JJG 539: what is read of a digital indicating scale, in the unit of its range. */
export class WeighingReadings {
  @IsIn(verificationKinds) kind: VerificationKind;
  @IsBoolean() isAppearanceGood: boolean;
  /** 1.4 d more changed the display by d. */
  @IsBoolean() isDiscriminating: boolean;
  @IsObject() @ValidateNested() @Type(() => WeighingReading) zero: WeighingReading;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => LoadReading)
  loads: LoadReading[];
  @IsObject() @ValidateNested() @Type(() => EccentricityReading) eccentricity: EccentricityReading;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(5)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => RepeatabilityReading)
  repeatability: RepeatabilityReading[];
}
