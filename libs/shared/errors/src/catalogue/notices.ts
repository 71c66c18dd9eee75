import { type CatalogueEntry, entry } from './entry';

export const notices = {
  // Notices
  'notices.too_many_streams': entry(
    'too_many',
    '连接过多|您同时打开的消息连接已达 {most} 个。|请关闭不用的页面后重试。',
    'Too many streams|You already have {most} open connections for events.|Close pages that you do not use, then try again.',
  ),
} satisfies Record<string, CatalogueEntry>;
