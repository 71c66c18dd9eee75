import type { Quantity } from '@nqi/shared/units';
import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

export const capabilityStates = ['active', 'suspended', 'withdrawn'] as const;
export type CapabilityState = (typeof capabilityStates)[number];
/** 检定, 校准. */
export const metrologyServices = ['verification', 'calibration'] as const;
export type MetrologyService = (typeof metrologyServices)[number];
/** CNAS 认可, 建标 (社会公用计量标准), 授权. */
export const scopeSources = ['cnas', 'public_standard', 'authorisation'] as const;
export type ScopeSource = (typeof scopeSources)[number];

/**
 * What a laboratory can verify or calibrate (CMC 校准和测量能力): a range and the least expanded uncertainty
 * U(x) = uConstant + uProportional · |x|, x in `rangeUnit` and uConstant in `uUnit`. Decimals; `…Si` in the SI unit of the
 * quantity.
 */
@Entity('metrology_capabilities')
export class Capability {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') laboratoryId: string;
  @Column('text') state: CapabilityState;
  @Column('text') service: MetrologyService;
  @Column('text') quantity: Quantity;
  /** 器具名称, as in the scope of the accreditation. */
  @Column('text') instrument: string;
  /** `JJG 52-2013`, `JJF 1637-2017`. */
  @Column('text') methodNo: string;
  @Column('text', { nullable: true }) methodTitle: string | null;
  @Column('numeric') rangeLow: string;
  @Column('numeric') rangeHigh: string;
  @Column('text') rangeUnit: string;
  @Column('numeric') rangeLowSi: string;
  @Column('numeric') rangeHighSi: string;
  /** What the zero of `rangeUnit` is in SI: 273.15 for °C. */
  @Column('numeric') zeroSi: string;
  @Column('numeric') uConstant: string;
  @Column('text') uUnit: string;
  @Column('numeric') uConstantSi: string;
  /** Without unit: 0.0005 for 0.05 %. */
  @Column('numeric') uProportional: string;
  /** k of the uncertainty, usually 2. */
  @Column('numeric') coverageFactor: string;
  @Column('text', { nullable: true }) limitation: string | null;
  @Column('text') scopeSource: ScopeSource;
  @Column('text') accreditationNo: string;
  @Column('date') validFrom: string;
  @Column('date') validTo: string;
  @Column('integer') priceFen: number;
  /** Working days from receipt to certificate. */
  @Column('smallint') promisedDays: number;
  @Column('text', { array: true }) searchTerms: string[];
  @VersionColumn() version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}
