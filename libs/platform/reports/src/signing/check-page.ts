import { cityDate } from '@nqi/shared/calendar';
import type { Language } from '@nqi/shared/errors';
import { banner, escapeHtml, localDays, renderPage, row, type Tone } from '../public-page';
import { documentName } from '../verification-page';
import { verificationWords } from '../verification-words';
import type { CheckedReport, FileCheck, Verdict } from './report-check.dto';

const TONES: Readonly<Record<Verdict, Tone>> = { genuine: 'good', altered: 'bad', unknown: 'doubt' };

/** What a browser gets that sent a file. */
export function renderFileCheck({ verdict, advice, sha256, report }: FileCheck, language: Language): string {
  const words = verificationWords[language];
  const rows = report ? rowsOf(report, language) : [];
  return renderPage(language, {
    heading: words.verdict[verdict],
    html: `<header><p>NQI+</p><h1>${words.file}</h1></header>${banner(TONES[verdict], words.verdict[verdict])}
<p class="advice">${advice[language === 'en' ? 'en' : 'zh']}</p>
<dl>${rows.join('')}${row(words.hash, `<code>${sha256}</code>`)}</dl><footer><a href="/v">${words.again}</a></footer>`,
  });
}

function rowsOf(report: CheckedReport, language: Language): string[] {
  const words = verificationWords[language];
  const { number, title, institution, status, href, document, isLatestFile, signedAt, isTestSignature } = report;
  const kind = `${title[language === 'en' ? 'en' : 'zh']} (${documentName(document, language)})`;
  return [
    row(words.standing, `<a href="${escapeHtml(href)}">${words.status[status]}</a>`),
    row(words.number, `${escapeHtml(number)}<br>${escapeHtml(kind)}${isLatestFile ? '' : `<br>${words.older}`}`),
    row(words.institution, escapeHtml(institution)),
    ...(signedAt ? [row(words.signed, localDays(cityDate(signedAt), language))] : []),
    ...(isTestSignature ? [row(words.signature, words.testSignature)] : []),
  ];
}
