import type { FactoryProvider, Type } from '@nestjs/common';
import { type ImportKind, ImportKinds } from './import-kind';

/** A kind as its line writes it down, with the service that takes its rows. */
export type ImportTable = Omit<ImportKind, 'takeRows'> & { readonly takenBy: Type<Pick<ImportKind, 'takeRows'>> };

/** Registers a kind when its module starts, which must provide the service. */
export function registering({ takenBy, ...table }: ImportTable): FactoryProvider<ImportKind> {
  return {
    provide: `import:${table.name}`,
    inject: [ImportKinds, takenBy],
    useFactory: (kinds: ImportKinds, service: Pick<ImportKind, 'takeRows'>) => {
      const kind: ImportKind = { ...table, takeRows: (tx, rows, of) => service.takeRows(tx, rows, of) };
      kinds.register(kind);
      return kind;
    },
  };
}
