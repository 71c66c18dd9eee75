import { hkdfSync } from 'node:crypto';

const APPLICATION_ROLE = 'nqi_app';

export interface DatabaseAddresses {
  /** As the application: no DDL, no change of history. */
  databaseUrl: string;
  /** As the owner of the tables: for migrations only. */
  ownerUrl: string;
}

/**
 * Both addresses of the embedded database. The application's password follows from the owner's and does not lead back to
 * it, so that data folders of before the two roles open as they are.
 */
export function addressesOf(ownerUrl: string): DatabaseAddresses {
  const url = new URL(ownerUrl);
  const password = Buffer.from(hkdfSync('sha256', decodeURIComponent(url.password), '', APPLICATION_ROLE, 24));
  url.username = APPLICATION_ROLE;
  url.password = password.toString('base64url');
  return { databaseUrl: url.href, ownerUrl };
}
