export { type Extension, FileStore, StorageError, type StoredFile } from './file-store';
export { StorageModule } from './storage.module';
