import type { PublicJwk } from './signing-keys';

/** A public key, RFC 7517. */
export class JsonWebKey implements PublicJwk {
  kty: string;
  crv: string;
  x: string;
  y: string;
  kid: string;
  alg: string;
  use: string;
}

export class JsonWebKeySet {
  keys: JsonWebKey[];
}
