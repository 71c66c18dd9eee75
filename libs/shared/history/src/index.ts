export { HistoryEntry, type Visibility } from './history-entry.entity';
export { HistoryList, HistoryResponse, toHistoryList } from './history.dto';
export { HistoryModule } from './history.module';
export { type Author, type Happening, History, type HistoryObserver } from './history.service';
