import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Licences of people: 电梯检验师/员, 注册计量师. */
export const licenceScopes = ['DT', 'JL'] as const;
export type LicenceScope = (typeof licenceScopes)[number];

/** What may be certified: besides licences an institution's approval for elevators, its authorisation 计量授权. */
export const qualificationScopes = ['elevator_inspection', 'metrology_authorisation', ...licenceScopes] as const;
export type QualificationScope = (typeof qualificationScopes)[number];

/** An approval of an institution (no person) or a licence of one of its people. */
@Entity('qualifications')
export class Qualification {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') organisationId: string;
  @Column('uuid', { nullable: true }) userId: string | null;
  @Column('text') scope: QualificationScope;
  @Column('text') certificateNo: string;
  @Column('date') validFrom: string;
  @Column('date') validTo: string;
  @Column('timestamptz') createdAt: Date;
}

/** With the person's name. */
export type QualificationRow = Qualification & { name: string | null };
