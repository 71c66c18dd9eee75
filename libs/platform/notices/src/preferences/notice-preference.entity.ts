import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Channel } from '../notice-kind';

@Entity('notice_preferences')
export class NoticePreference {
  @PrimaryColumn('uuid') userId: string;
  /** Of messages that leave the platform. */
  @Column('text') language: 'zh-CN' | 'en';
  /** By kind; a kind that is not there goes its usual ways. */
  @Column('jsonb') channels: Readonly<Record<string, readonly Channel[]>>;
  /** City time, `HH:MM`; may span midnight. */
  @Column('text', { nullable: true }) quietFrom: string | null;
  @Column('text', { nullable: true }) quietTo: string | null;
  @Column('integer') version: number;
  @Column('timestamptz') updatedAt: Date;
}
