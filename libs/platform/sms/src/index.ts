export { SmsModule } from './sms.module';
export { Sms } from './sms.service';
export { type SmsOrder } from './sms-message.entity';
export { SmsWorkerModule } from './sms.worker.module';
