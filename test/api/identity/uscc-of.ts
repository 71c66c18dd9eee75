import { checkUscc } from '../../../libs/platform/identity/src/organisations/uscc';

/** A fictitious unified social credit code that passes its check, another one for each number up to 9,999. */
export function usccOf(serial: number): string {
  const body = `91370602MA${String(serial).padStart(4, '0')}TUT`;
  const code = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].map((last) => body + last).find((one) => checkUscc(one) === 'ok');
  if (!code) throw new Error(`no code for ${serial}`);
  return code;
}
