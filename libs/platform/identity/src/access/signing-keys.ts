import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '@nqi/shared/config';

/** A public key as RFC 7517 writes it. */
export interface PublicJwk {
  kty: string;
  crv: string;
  x: string;
  y: string;
  kid: string;
  alg: string;
  use: string;
}

/**
 * The key that signs access tokens, and those that still verify: the ones of before, until their last token has expired.
 * A key is named by its RFC 7638 thumbprint. Key objects are parsed once; a PEM would be parsed for every request.
 */
@Injectable()
export class SigningKeys {
  readonly signing: KeyObject;
  readonly signingKid: string;
  private readonly verifying: ReadonlyMap<string, KeyObject>;

  constructor(@Inject(CONFIG) { JWT_PRIVATE_KEY, JWT_RETIRED_KEYS }: Config) {
    this.signing = createPrivateKey(pem(JWT_PRIVATE_KEY));
    const publicKey = createPublicKey(this.signing);
    this.signingKid = thumbprint(publicKey);
    this.verifying = new Map([publicKey, ...retired(JWT_RETIRED_KEYS)].map((key) => [thumbprint(key), key]));
  }

  /** The key that verifies tokens which name it; undefined for any other name. */
  named(kid: unknown): KeyObject | undefined {
    return typeof kid === 'string' ? this.verifying.get(kid) : undefined;
  }

  published(): PublicJwk[] {
    return [...this.verifying].map(([kid, key]) => {
      return { ...(key.export({ format: 'jwk' }) as Omit<PublicJwk, 'kid'>), kid, alg: 'ES256', use: 'sig' };
    });
  }
}

function retired(pems: string): KeyObject[] {
  const blocks = pem(pems).match(/-----BEGIN [\s\S]+?-----END [A-Z ]+-----/g) ?? [];
  return blocks.map((block) => createPublicKey(block));
}

function pem(text: string): string {
  return text.replaceAll('\\n', '\n');
}

function thumbprint(key: KeyObject): string {
  const { crv, kty, x, y } = key.export({ format: 'jwk' });
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
}
