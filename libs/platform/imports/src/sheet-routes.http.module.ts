import { type DynamicModule, Module } from '@nestjs/common';
import { ImportsHttpModule } from './imports.http.module';
import { type SheetRoutes, sheetRoutes } from './sheet-routes.controller';

/** Opens a kind to sheets: `imports: [SheetRoutesHttpModule.declare({ kind: 'elevator', … })]`. */
@Module({})
export class SheetRoutesHttpModule {
  static declare(...routes: readonly SheetRoutes[]): DynamicModule {
    return { module: SheetRoutesHttpModule, imports: [ImportsHttpModule], controllers: routes.map(sheetRoutes) };
  }
}
