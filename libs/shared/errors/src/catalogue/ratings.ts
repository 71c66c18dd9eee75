import { type CatalogueEntry, entry } from './entry';

export const ratings = {
  // Ratings
  'ratings.already_rated': entry('conflict', '已评价|您已评价过此事项。', 'Already rated|You have rated this.'),
} satisfies Record<string, CatalogueEntry>;
