import { type CatalogueEntry, entry } from './entry';

export const ratings = {
  // Ratings
  'ratings.already_rated': entry('conflict', '已评价|您已评价过此事项。', 'Already rated|You have rated this.'),
  'ratings.own_service': entry(
    'conflict',
    '不能评价本单位|本单位提供的服务由服务对象评价。|请由服务对象评价。',
    'Own service|Those who were served rate a service, not who gave it.|Leave it to them.',
  ),
  'ratings.too_late': entry(
    'conflict',
    '评价期已过|此事项可在 {until} 前评价。|如有意见，请提交求助 POST /v1/help-requests。',
    'Too late|This could be rated until {until}.|If something is wrong, ask for help by POST /v1/help-requests.',
  ),
} satisfies Record<string, CatalogueEntry>;
