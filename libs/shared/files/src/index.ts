export { FileAnswer } from './file-answer';
export { FileScanner } from './file-scanner';
export { fileTypes } from './file-types';
export { FilesModule } from './files.module';
export { IncomingFiles } from './incoming-files';
