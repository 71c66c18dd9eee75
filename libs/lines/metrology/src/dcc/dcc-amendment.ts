import type { ReportImprint } from '@nqi/platform/reports';
import { type Elements, stated, text } from './dcc-elements';

type Amendment = ReportImprint['amendment'];

/**
 * The certificate that this one takes the place of, by its number and the hash of its DCC. It is a complete new one
 * (ISO/IEC 17025 7.8.8.3), hence substituted.
 */
export function replacedReport(amendment: Amendment): Elements {
  if (!amendment) return {};
  const { number, files = [] } = amendment.replaces;
  const id = stated(number);
  const dcc = files.find(({ document }) => document === 'dcc');
  return {
    'dcc:reportAmendedSubstituted': { 'dcc:typeOfChange': 'substituted', 'dcc:replacedUniqueIdentifier': id },
    ...(dcc && {
      'dcc:previousReport': {
        'dcc:referral': text({ zh: '被替代证书的数字校准证书', en: 'DCC of the certificate that is replaced' }),
        'dcc:referralID': id,
        'dcc:procedure': 'SHA-256',
        'dcc:value': dcc.sha256,
      },
    }),
  };
}

/** Why it was replaced, and each correction, as the paper says it (7.8.8.1). */
export function amendmentStatement(amendment: Amendment): Elements[] {
  if (!amendment) return [];
  const { replaces, reason, changes } = amendment;
  const corrections = (language: 'zh' | 'en'): string =>
    changes.map(({ label, before, after }) => `${label[language]}: ${before ?? '—'} → ${after ?? '—'}`).join('; ');
  const declaration = {
    zh: `本证书替代 ${replaces.number}（${replaces.issuedOn} 签发），原证书作废。更正原因：${reason}。${corrections('zh')}`,
    en: `Replaces ${replaces.number}, issued on ${replaces.issuedOn} and no longer valid. Reason: ${reason}. ${corrections('en')}`,
  };
  return [{ '@refType': 'nqi_amendment', 'dcc:declaration': text(declaration) }];
}
