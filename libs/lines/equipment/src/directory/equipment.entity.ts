import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { OpenRule } from '../calendar/open-rule';
import type { BookingMode } from '../fees/usage-fee';

/** 开放, 维护中, 退出共享. */
export const equipmentStates = ['open', 'maintenance', 'retired'] as const;
export type EquipmentState = (typeof equipmentStates)[number];

/** 单台, 中心, 装置. */
export const unitKinds = ['single', 'centre', 'facility'] as const;

/** 新购, 研制, 调拨, 接收捐赠, 置换, 盘盈, 其他. */
export const sources = [
  ...(['purchased', 'developed', 'transferred', 'donated', 'exchanged'] as const),
  ...(['found', 'other'] as const),
];

/** 通用, 专用. */
export const categories = ['general', 'special'] as const;

/** 大型科学仪器 that its owner shares; the fields of the national record (HANDBOOK 4.1). */
@Entity('equipment')
export class Equipment {
  @PrimaryColumn('uuid') id: string;
  /** 所属单位. */
  @Column('uuid') providerId: string;
  /** 所在单位仪器编号; never changes. */
  @Column('text') innerNo: string;
  @Column('text') name: string;
  @Column('text', { nullable: true }) nameEn: string | null;
  @Column('text') unitKind: (typeof unitKinds)[number];
  /** 仪器分类编码, three levels of two digits. */
  @Column('text', { nullable: true }) classificationCode: string | null;
  @Column('text', { nullable: true }) source: (typeof sources)[number] | null;
  /** 海关监管. */
  @Column('boolean') isCustomsSupervised: boolean;
  /** 原值; the driver gives bigint as text. */
  @Column('bigint', { nullable: true }) originalValueFen: string | number | null;
  /** 产地国别. */
  @Column('text', { nullable: true }) origin: string | null;
  @Column('text', { nullable: true }) manufacturer: string | null;
  /** 建账日期. */
  @Column('date', { nullable: true }) capitalisedOn: string | null;
  @Column('text') category: (typeof categories)[number];
  @Column('text', { nullable: true }) model: string | null;
  /** 主要技术指标. */
  @Column('text') specifications: string;
  @Column('text', { nullable: true }) functions: string | null;
  /** 主要学科领域, GB/T 13745. */
  @Column('text', { array: true }) disciplines: string[];
  @Column('text', { nullable: true }) services: string | null;
  @Column('text', { nullable: true }) achievements: string | null;
  /** 对外开放共享规定: what a booking consents to. */
  @Column('text', { nullable: true }) sharingRules: string | null;
  /** 参考收费标准 in words; what is charged stands in the tariffs. */
  @Column('text', { nullable: true }) priceNote: string | null;
  @Column('text', { nullable: true }) districtCode: string | null;
  /** 安放地址. */
  @Column('text') address: string;
  @Column('text', { nullable: true }) contactName: string | null;
  @Column('text', { nullable: true }) contactPhone: string | null;
  @Column('text', { nullable: true }) contactEmail: string | null;
  @Column('text', { nullable: true }) postcode: string | null;
  @Column('text', { array: true }) modes: BookingMode[];
  @Column('jsonb') openRule: OpenRule;
  @Column('text') state: EquipmentState;
  /** Until when its calibration holds; null: it needs none, or nobody said. Nothing is booked beyond it. */
  @Column('date', { nullable: true }) calibrationValidUntil: string | null;
  /** Long, and only ever searched: it is written, not read. */
  @Column('text', { array: true, select: false }) searchTerms: string[];
  @VersionColumn() version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}
