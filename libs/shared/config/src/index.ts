export { CONFIG, ConfigModule } from './config.module';
export { type Config, ConfigError, loadConfig } from './load-config';
export { variables } from './variables';
