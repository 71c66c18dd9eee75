export { type Mail, type MailKind } from './mails/mail-kind';
export { Mails } from './mails/mails.service';
export { type EventNotice, type NoticeKind, type RecordNotices } from './notice-kind';
export { NoticeKinds } from './notice-kinds';
export { NoticesHttpModule } from './notices.http.module';
export { NoticesModule } from './notices.module';
export { NoticesWorkerModule } from './notices.worker.module';
export { RecordNoticesModule } from './record-notices.module';
export { Notices, type Told } from './notices.service';
export {
  holders,
  holdersAmong,
  member,
  members,
  membersAmong,
  OPERATORS,
  person,
  regulators,
  when,
} from './recipients';
