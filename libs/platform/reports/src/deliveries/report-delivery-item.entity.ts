import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One report of a delivery. */
@Entity('report_delivery_items')
export class ReportDeliveryItem {
  @PrimaryColumn('uuid') deliveryId: string;
  @PrimaryColumn('uuid') reportId: string;
  @Column('integer') position: number;
  /** When somebody of the client first downloaded it. */
  @Column('timestamptz', { nullable: true }) downloadedAt: Date | null;
}
