import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The apps of ours that people open inside WeChat. */
export const wechatApps = ['mini_program', 'official_account'] as const;
export type WechatApp = (typeof wechatApps)[number];

/** Who somebody is to WeChat: by app, and over all our apps once they are bound to one open platform. */
export interface WechatPerson {
  app: WechatApp;
  openid: string;
  unionid: string | null;
}

/** A WeChat account through which a person signs in. One unionid belongs to one person, by constraint. */
@Entity('wechat_identities')
export class WechatIdentity implements WechatPerson {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') userId: string;
  @Column('text') app: WechatApp;
  @Column('text') openid: string;
  @Column('text', { nullable: true }) unionid: string | null;
  @Column('timestamptz') createdAt: Date;
}
