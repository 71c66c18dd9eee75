import { Global, Module } from '@nestjs/common';
import { OrganisationSearchKind } from './organisation.kind';
import { ReindexService } from './reindex.service';
import { SearchDocuments } from './search-documents.service';
import { SearchKinds } from './search-kind';

/** What is found, kept in every process that changes something. */
@Global()
@Module({
  providers: [SearchKinds, SearchDocuments, ReindexService, OrganisationSearchKind],
  exports: [SearchKinds, ReindexService],
})
export class SearchModule {}
