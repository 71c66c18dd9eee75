import type { CatalogueEntry } from './entry';

export const metrology = {} satisfies Record<string, CatalogueEntry>;
