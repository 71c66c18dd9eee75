import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** A time in which a laboratory takes deliveries. Never more orders than places: `booked <= capacity` is a constraint. */
@Entity('appointment_windows')
export class AppointmentWindow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') laboratoryId: string;
  @Column('date') onDay: string;
  /** `HH:MM`, city time. */
  @Column('text') fromTime: string;
  @Column('text') toTime: string;
  /** Orders that can be delivered. */
  @Column('smallint') capacity: number;
  @Column('smallint') booked: number;
  /** A closed window takes no new orders; those that have a place keep it. */
  @Column('boolean') isOpen: boolean;
  @VersionColumn() version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}
