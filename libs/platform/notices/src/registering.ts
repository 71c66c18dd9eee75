import type { FactoryProvider } from '@nestjs/common';
import type { RecordNotices } from './notice-kind';
import { NoticeKinds } from './notice-kinds';

/** Registers a table of notices when its module starts. */
export function registering(notices: RecordNotices): FactoryProvider<RecordNotices> {
  return {
    provide: `notices:${notices.record}`,
    inject: [NoticeKinds],
    useFactory: (kinds: NoticeKinds) => {
      kinds.registerRecord(notices);
      return notices;
    },
  };
}
