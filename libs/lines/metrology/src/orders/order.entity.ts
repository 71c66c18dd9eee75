import type { Encrypted } from '@nqi/shared/secrets';
import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { metrologyServices } from '../capabilities/capability.entity';
import type { DecisionRule } from '../results/conformity';
import type { OrderState } from './order.workflow';

/** 检定, 校准, 检测: what can be ordered; samples are tested, instruments are not. */
export const orderedServices = [...metrologyServices, 'testing'] as const;
export type OrderedService = (typeof orderedServices)[number];
export const sites = ['lab', 'onsite'] as const;
export type Site = (typeof sites)[number];
export const returnModes = ['pickup', 'express'] as const;
export type ReturnMode = (typeof returnModes)[number];

export const ORDER_CONTACT_PHONE = 'metrology_orders.contact_phone';

/** 委托单: what a client asks one laboratory to verify, calibrate or test. Money in fen. */
@Entity('metrology_orders')
export class MetrologyOrder {
  @PrimaryColumn('uuid') id: string;
  /** Given at the first submission; a draft is the client's own affair. */
  @Column('text', { nullable: true }) number: string | null;
  @Column('text') state: OrderState;
  @Column('uuid') clientId: string;
  @Column('uuid') laboratoryId: string;
  @Column('text', { nullable: true }) districtCode: string | null;
  @Column('text') service: OrderedService;
  @Column('text') site: Site;
  @Column('text', { nullable: true }) siteAddress: string | null;
  @Column('text') returnMode: ReturnMode;
  @Column('text', { nullable: true }) returnAddress: string | null;
  /** What a calibration certificate says of conformity; a verification always concludes. */
  @Column('text') decisionRule: DecisionRule;
  /** Only what the client agreed to may stand on a calibration certificate (ISO/IEC 17025 7.8.4.3). */
  @Column('smallint', { nullable: true }) agreedIntervalMonths: number | null;
  /** 证书单位, where it is not the client. */
  @Column('text', { nullable: true }) addresseeName: string | null;
  @Column('text', { nullable: true }) addresseeAddress: string | null;
  @Column('text') contactName: string;
  /** Null once the contact has been erased. */
  @Column('text', { nullable: true }) contactPhone: Encrypted | null;
  @Column('text', { nullable: true }) contactPhoneIndex: string | null;
  @Column('date', { nullable: true }) requestedOn: string | null;
  @Column('boolean') isUrgent: boolean;
  @Column('boolean') agreesToSubcontract: boolean;
  @Column('text', { nullable: true }) remark: string | null;
  @Column('text', { nullable: true }) changeRequest: string | null;
  @Column('text', { nullable: true }) rejectionReason: string | null;
  /** As quoted; mandatory lines are 0. */
  @Column('integer', { nullable: true }) totalFen: number | null;
  @Column('date', { nullable: true }) quoteValidUntil: string | null;
  @Column('uuid', { nullable: true }) windowId: string | null;
  /** Day of the delivery, or of the visit on site. */
  @Column('date', { nullable: true }) expectedOn: string | null;
  @Column('integer', { nullable: true }) paidFen: number | null;
  @Column('timestamptz', { nullable: true }) settledAt: Date | null;
  @Column('uuid') createdById: string;
  @Column('timestamptz', { nullable: true }) submittedAt: Date | null;
  @Column('timestamptz', { nullable: true }) completedAt: Date | null;
  @VersionColumn() version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}
