import { type DynamicModule, Global, Module } from '@nestjs/common';
import { type Config, loadConfig } from './load-config';

/** Injection token of the {@link Config}. */
export const CONFIG = Symbol('config');

@Global()
@Module({})
export class ConfigModule {
  static forRoot(config: Config = loadConfig()): DynamicModule {
    return { module: ConfigModule, providers: [{ provide: CONFIG, useValue: config }], exports: [CONFIG] };
  }
}
