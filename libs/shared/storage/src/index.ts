export { type Extension, FileStore, type Space, StorageError, type StoredFile } from './file-store';
export { StorageModule } from './storage.module';
