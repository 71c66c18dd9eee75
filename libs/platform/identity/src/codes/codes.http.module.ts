import { Module } from '@nestjs/common';
import { SmsModule } from '@nqi/platform/sms';
import { IdentityModule } from '../identity.module';
import { CodeLimits } from './code-limits.service';
import { CodeService } from './code.service';

/** One-time codes, and the messages that bring them. */
@Module({
  imports: [IdentityModule, SmsModule],
  providers: [CodeLimits, CodeService],
  exports: [CodeService, SmsModule],
})
export class CodesHttpModule {}
