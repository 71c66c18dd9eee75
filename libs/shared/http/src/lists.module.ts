import { Global, Module } from '@nestjs/common';
import { Cursors } from './cursors';
import { Lists } from './lists';

/** Paging for the read side; apart from {@link HttpModule} because services need it in every process. */
@Global()
@Module({ providers: [Cursors, Lists], exports: [Lists, Cursors] })
export class ListsModule {}
