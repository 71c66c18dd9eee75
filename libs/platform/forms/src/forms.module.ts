import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { JobsModule } from '@nqi/shared/jobs';
import { Form, formSetting } from './form.entity';
import { FormKinds } from './form-kind';
import { FormSeal } from './form-seal';

/** What lines register with, for every process. */
@Module({
  imports: [TypeOrmModule.forFeature([Form]), JobsModule.declare(formSetting)],
  providers: [FormKinds, FormSeal],
  exports: [FormKinds, FormSeal],
})
export class FormsModule {}
