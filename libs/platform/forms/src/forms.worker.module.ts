import { Module } from '@nestjs/common';
import { ReportsWorkerModule } from '@nqi/platform/reports';
import { FormRun } from './form-run';
import { FormProcessor } from './form.processor';
import { FormsModule } from './forms.module';

/** Sets forms in the same process that sets reports. */
@Module({ imports: [FormsModule, ReportsWorkerModule], providers: [FormProcessor, FormRun] })
export class FormsWorkerModule {}
