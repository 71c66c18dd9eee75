import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ColumnMapping } from '../kinds/columns';

/** How an organisation's sheets of one kind are read; kept, because next year's sheet looks the same. */
@Entity('import_mappings')
export class ImportMapping {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') organisationId: string;
  @Column('text') kind: string;
  @Column('text') name: string;
  @Column('jsonb') columns: ColumnMapping[];
  @Column('timestamptz') createdAt: Date;
}
