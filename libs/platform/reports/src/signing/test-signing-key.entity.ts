import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A key of the local test authority, or one that it gave to an institution; the latest counts. */
@Entity('test_signing_keys')
export class TestSigningKey {
  @PrimaryColumn('uuid') id: string;
  /** null: the authority itself. */
  @Column('uuid', { nullable: true }) institutionId: string | null;
  /** PEM */
  @Column('text') certificate: string;
  /** Private key in PEM, sealed with the server's secret. */
  @Column('text') sealedKey: string;
  @Column('timestamptz') createdAt: Date;
}
