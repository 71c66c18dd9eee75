export { EnvelopeError, type Place } from './envelope';
export { readKeyRing } from './key-ring';
export { maskIdNumber, maskPhone } from './masking';
export { type Encrypted, Secrets } from './secrets';
export { SecretsModule } from './secrets.module';
