import { Module } from '@nestjs/common';
import { FormController } from './form.controller';
import { FormQueries } from './form.queries';
import { FormService } from './form.service';
import { FormsModule } from './forms.module';

@Module({ imports: [FormsModule], controllers: [FormController], providers: [FormService, FormQueries] })
export class FormsHttpModule {}
