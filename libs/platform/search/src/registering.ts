import type { FactoryProvider } from '@nestjs/common';
import { type SearchKind, SearchKinds } from './search-kind';

/** Registers a kind when its module starts. */
export function registering(kind: SearchKind): FactoryProvider<SearchKind> {
  return {
    provide: `search:${kind.name}`,
    inject: [SearchKinds],
    useFactory: (kinds: SearchKinds) => {
      kinds.register(kind);
      return kind;
    },
  };
}
