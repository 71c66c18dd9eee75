export { foundAmong } from './found-among';
export { seenBy } from './reader-keys';
export { ReindexService } from './reindex.service';
export { type CapabilityRange, type SearchDocument } from './search-document';
export { type SearchKind, SearchKinds } from './search-kind';
export { SearchHttpModule } from './search.http.module';
export { SearchModule } from './search.module';
