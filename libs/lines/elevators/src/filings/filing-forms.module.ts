import { Module } from '@nestjs/common';
import { FormsModule } from '@nqi/platform/forms';
import { ElevatorsModule } from '../elevators.module';
import { FilingFormContentService } from './filing-form-content.service';
import { FilingFormKind } from './filing-form.kind';
import { FilingQueries } from './filing.queries';

/** 报检单: asked for in one process and set in the other. */
@Module({
  imports: [ElevatorsModule, FormsModule],
  providers: [FilingQueries, FilingFormContentService, FilingFormKind],
})
export class FilingFormsModule {}
