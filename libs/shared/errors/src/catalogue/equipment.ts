import type { CatalogueEntry } from './entry';

export const equipment = {} satisfies Record<string, CatalogueEntry>;
