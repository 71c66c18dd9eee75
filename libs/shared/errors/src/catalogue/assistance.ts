import type { CatalogueEntry } from './entry';

export const assistance = {} satisfies Record<string, CatalogueEntry>;
