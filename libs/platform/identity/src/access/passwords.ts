import { hash, verify } from '@node-rs/argon2';

/** argon2id with the library's defaults (19 MiB, two passes), the first choice of OWASP. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/** Costs as much as a real comparison, so that an unknown phone takes as long as a wrong password. */
const nobody = hash('nobody has this password');

export async function verifyPassword(password: string, passwordHash: string | undefined): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await nobody), password);
  return matches && passwordHash !== undefined;
}
