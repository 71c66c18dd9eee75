import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CONFIG, type Config } from '@nqi/shared/config';
import { dataSourceOptions } from './data-source-options';
import { PreparedReads } from './prepared-reads';
import { Transactions } from './transactions';

@Global()
@Module({})
export class DatabaseModule {
  /** @param name how the process calls itself in `pg_stat_activity` */
  static forRoot(name: string): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          inject: [CONFIG],
          useFactory: ({ DATABASE_URL, DATABASE_POOL_SIZE }: Config) => ({
            ...dataSourceOptions({ url: DATABASE_URL, poolSize: DATABASE_POOL_SIZE, name }),
            autoLoadEntities: true,
          }),
        }),
      ],
      providers: [Transactions, PreparedReads],
      exports: [Transactions, PreparedReads],
    };
  }
}
