import { createPrivateKey, type KeyObject } from 'node:crypto';
import { type AuthenticatedSafe, CertBag, Certificate, PFX, PKCS8ShroudedKeyBag, type SafeContents } from 'pkijs';

/** What a PKCS#12 file holds. */
export interface KeyAndCertificates {
  key: KeyObject;
  /** DER, in the order of the file. */
  certificates: Buffer[];
}

/**
 * Opens a PKCS#12 file (`.p12`, `.pfx`) with the encryption that OpenSSL 3, Java 16 and later write (PBES2). Older files
 * hold ciphers that are no longer safe: `openssl pkcs12 -legacy -in old.p12 -nodes | openssl pkcs12 -export -out new.p12`.
 * @throws Error for a wrong password, another encryption, or a file without a key; its message holds no password
 */
export async function openPkcs12(file: Buffer, password: string): Promise<KeyAndCertificates> {
  const pfx = PFX.fromBER(file);
  const secret = toArrayBuffer(Buffer.from(password));
  await pfx.parseInternalValues({ password: secret, checkIntegrity: true });
  const safe = pfx.parsedValue?.authenticatedSafe as AuthenticatedSafe;
  await safe.parseInternalValues({ safeContents: safe.safeContents.map(() => ({ password: secret })) });
  const { safeContents } = safe.parsedValue as { safeContents: { value: SafeContents }[] };
  const bags = safeContents.flatMap(({ value }) => value.safeBags).map(({ bagValue }) => bagValue);
  const shrouded = bags.find((bag) => bag instanceof PKCS8ShroudedKeyBag);
  if (!shrouded) throw new Error('no encrypted private key in it');
  const key = Buffer.from(shrouded.toSchema().toBER());
  return {
    key: createPrivateKey({ key, format: 'der', type: 'pkcs8', passphrase: password }),
    certificates: bags.filter((bag) => bag instanceof CertBag).flatMap(certificateIn),
  };
}

function certificateIn({ parsedValue }: CertBag): Buffer[] {
  return parsedValue instanceof Certificate ? [Buffer.from(parsedValue.toSchema().toBER())] : [];
}

function toArrayBuffer(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
