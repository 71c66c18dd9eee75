import type { Page } from './answers';
import type { ApiClient } from './api-client';

/** Follows the cursor to the last page. */
export async function listAll<T>(client: ApiClient, path: string): Promise<{ items: T[]; pages: number }> {
  const items: T[] = [];
  let pages = 0;
  let next: string | null = path;
  while (next !== null) {
    const page: Page<T> = await client.get<Page<T>>(next);
    items.push(...page.items);
    pages += 1;
    next = page.nextCursor && `${path}&cursor=${encodeURIComponent(page.nextCursor)}`;
  }
  return { items, pages };
}
