import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SigningAlgorithm } from './signer';

/** A certificate with which an institution signs or signed; it stays, so that what it signed can be checked. */
@Entity('signing_keys')
export class SigningKey {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') institutionId: string;
  /** SHA-256 of the certificate, hexadecimal. */
  @Column('text') fingerprint: string;
  @Column('text') subject: string;
  @Column('text') issuer: string;
  @Column('text') serial: string;
  @Column('text') algorithm: SigningAlgorithm;
  @Column('timestamptz') validFrom: Date;
  @Column('timestamptz') validUntil: Date;
  /** Given by the local test authority, which nobody else believes. */
  @Column('boolean') isTest: boolean;
  /** PEM: the certificate, then its issuers. */
  @Column('text') certificates: string;
  @Column('timestamptz') createdAt: Date;
}
