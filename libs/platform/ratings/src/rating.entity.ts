import { Column, Entity, PrimaryColumn } from 'typeorm';

/** 好差评: what one person thinks of one service. Append-only. Grades run from 5 (very satisfied) to 1. */
@Entity('ratings')
export class Rating {
  @PrimaryColumn('uuid') id: string;
  @Column('text') subjectKind: string;
  @Column('uuid') subjectId: string;
  @Column('uuid') raterId: string;
  @Column('uuid') raterOrganisationId: string;
  @Column('uuid') ratedOrganisationId: string;
  @Column('smallint') grade: number;
  @Column('smallint', { nullable: true }) timeliness: number | null;
  @Column('smallint', { nullable: true }) expertise: number | null;
  @Column('smallint', { nullable: true }) attitude: number | null;
  @Column('smallint', { nullable: true }) price: number | null;
  @Column('text', { nullable: true }) comment: string | null;
  @Column('timestamptz') createdAt: Date;
}
