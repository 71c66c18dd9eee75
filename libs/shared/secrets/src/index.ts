export { keyedHash, keyFor, seal, unseal } from './sealing';
