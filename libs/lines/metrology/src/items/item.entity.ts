import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { OrderedService } from '../orders/order.entity';
import type { Conformity } from '../results/result-row';
import type { Sample, TestTerms } from '../testing/sample';
import type { CapabilitySnapshot } from './capability-snapshot';
import type { ItemState } from './item.workflow';

/** One instrument or sample of an order, from the request to its certificate or report and back to its owner. */
@Entity('metrology_items')
export class MetrologyItem {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') orderId: string;
  /** Of the order; null until it is submitted. */
  @Column('text', { nullable: true }) orderNumber: string | null;
  /** From 1, in the order of the request. */
  @Column('smallint') position: number;
  @Column('text') state: ItemState;
  /** Null for a sample. */
  @Column('uuid', { nullable: true }) instrumentId: string | null;
  /** What is tested and how, of the service `testing` only. */
  @Column('jsonb', { nullable: true }) sample: Sample | null;
  @Column('jsonb', { nullable: true }) test: TestTerms | null;
  @Column('uuid') clientId: string;
  @Column('uuid') laboratoryId: string;
  /** Of the instrument, or of the order for a sample: its regulator reads along. */
  @Column('text', { nullable: true }) districtCode: string | null;
  @Column('text') service: OrderedService;
  /** Of the instrument when it was ordered; decides whether its verification is free. */
  @Column('boolean') isMandatory: boolean;
  /** Points or ranges that the client asks for. */
  @Column('text', { nullable: true }) request: string | null;
  @Column('uuid', { nullable: true }) capabilityId: string | null;
  /** As it was when the order was quoted. */
  @Column('jsonb', { nullable: true }) capability: CapabilitySnapshot | null;
  @Column('integer', { nullable: true }) priceFen: number | null;
  @Column('date', { nullable: true }) promisedOn: string | null;
  /** `{order}-{NN}` */
  @Column('text', { nullable: true }) sampleNo: string | null;
  @Column('text', { nullable: true }) condition: string | null;
  @Column('text', { nullable: true }) accessories: string | null;
  @Column('date', { nullable: true }) receivedOn: string | null;
  @Column('uuid', { nullable: true }) verifierId: string | null;
  @Column('text', { nullable: true }) conclusion: Conformity | null;
  @Column('date', { nullable: true }) performedOn: string | null;
  /** 有效期至, for a pass. */
  @Column('date', { nullable: true }) validUntil: string | null;
  @Column('uuid', { nullable: true }) measurementId: string | null;
  @Column('uuid', { nullable: true }) reportId: string | null;
  @Column('text', { nullable: true }) notDoneReason: string | null;
  @Column('date', { nullable: true }) handedBackOn: string | null;
  @Column('text', { nullable: true }) handBackNote: string | null;
  @VersionColumn() version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}
