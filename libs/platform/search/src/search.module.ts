import { Global, Module } from '@nestjs/common';
import { organisationSearch } from './organisation-search.kind';
import { registering } from './registering';
import { ReindexService } from './reindex.service';
import { SearchDocuments } from './search-documents.service';
import { SearchKinds } from './search-kind';

/** What is found, kept in every process that changes something. */
@Global()
@Module({
  providers: [SearchKinds, SearchDocuments, ReindexService, registering(organisationSearch)],
  exports: [SearchKinds, ReindexService],
})
export class SearchModule {}
