import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Which key signed a file, and what it signed. */
@Entity('report_signatures')
export class ReportSignature {
  /** That of the file. */
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') signingKeyId: string;
  /** SHA-256 of the file without the signature in it, hexadecimal; the signature names it, too. */
  @Column('text') digest: string;
  @Column('timestamptz') signedAt: Date;
  @Column('timestamptz', { nullable: true }) timestampedAt: Date | null;
}
