export { foundAmong, withWords } from './found-among';
export { seenBy } from './reader-keys';
export { RecordSearchModule } from './record-search.module';
export { ReindexService } from './reindex.service';
export { type CapabilityRange, documentRowOf, type SearchDocument } from './search-document';
export { type SearchKind, SearchKinds } from './search-kind';
export { SearchHttpModule } from './search.http.module';
export { SearchModule } from './search.module';
