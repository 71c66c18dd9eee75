export { EnvelopeError, type Place } from './envelope';
export { readKeyRing } from './key-ring';
export { maskIdNumber, maskPhone } from './masking';
export { keyedHash, keyFor, seal, unseal } from './sealing';
export { type Encrypted, Secrets } from './secrets';
export { SecretsModule } from './secrets.module';
