import type { Language } from '@nqi/shared/errors';
import { banner, escapeHtml, localDays, renderPage, row, type Tone } from './public-page';
import type { Standing } from './standing';
import type { VerificationFile, VerificationResponse } from './verification.dto';
import { verificationWords } from './verification-words';

const TONES: Readonly<Record<Standing, Tone>> = { valid: 'good', expired: 'over', superseded: 'past', revoked: 'bad' };

/** A page for the phone that scanned the QR: no script, nothing loaded from elsewhere. */
export function renderVerificationPage(verification: VerificationResponse, language: Language): string {
  const words = verificationWords[language];
  const short = language === 'en' ? 'en' : 'zh';
  const { status, institution, facts, files, number } = verification;
  const title = verification.title[short];
  // What has ended stands above everything, once.
  const others = facts.filter(({ label }) => status !== 'expired' || label[short] !== words.validUntil);
  const rows = [
    ...endOf(verification, language),
    row(words.number, escapeHtml(number)),
    row(words.institution, escapeHtml(institution)),
    row(words.issuedOn, localDays(escapeHtml(verification.issuedOn), language)),
    ...(verification.isTestSignature ? [row(words.signature, words.testSignature)] : []),
    ...others.map(({ label, value }) => row(label[short], localDays(escapeHtml(value[short]), language))),
  ];
  return renderPage(language, {
    heading: `${title} ${number}`,
    html: `<header><p>NQI+ · ${escapeHtml(institution)}</p><h1>${escapeHtml(title)}</h1></header>
${banner(TONES[status], words.status[status])}<p class="advice">${words.advice[status]}</p><dl>${rows.join('')}</dl>
${digests(files, language)}<footer><a href="/v">${words.again}</a></footer>`,
  });
}

/** What whoever holds the paper has to know first: what came in its place, or why it fell. */
function endOf({ status, endedOn, successor, reason, validUntil }: VerificationResponse, language: Language): string[] {
  const words = verificationWords[language];
  const day = (iso: string | null): string => localDays(escapeHtml(iso ?? ''), language);
  if (status === 'expired') return [row(words.validUntil, day(validUntil))];
  if (status === 'revoked') return [row(words.revokedOn, day(endedOn)), row(words.reason, escapeHtml(reason ?? ''))];
  if (status !== 'superseded' || !successor) return [];
  const link = `<a href="${escapeHtml(successor.href)}">${escapeHtml(successor.number)}</a>`;
  return [row(words.successor, link), row(words.supersededOn, day(endedOn))];
}

/** For the few who compare digests: folded. */
function digests(files: readonly VerificationFile[], language: Language): string {
  const { hash } = verificationWords[language];
  const rows = files.map(({ document, sha256 }) => row(documentName(document, language), `<code>${sha256}</code>`));
  return files.length === 0 ? '' : `<details><summary>${hash}</summary><dl>${rows.join('')}</dl></details>`;
}

export function documentName(document: string, language: Language): string {
  const names: Readonly<Record<string, string>> = verificationWords[language].documents;
  return names[document] ?? document;
}

/** Where nothing scans: number and check code, sent by GET; or the file itself. */
export function renderVerificationForm(
  language: Language,
  { number, isRefused }: { number: string; isRefused: boolean },
): string {
  const words = verificationWords[language];
  return renderPage(language, {
    heading: words.title,
    html: `<header><p>NQI+</p><h1>${words.title}</h1></header>${isRefused ? banner('bad', words.refused) : ''}
${ways(language, number)}`,
  });
}

/** What a browser gets for an address that leads to no report. */
export function renderMissing(language: Language): string {
  const words = verificationWords[language];
  return renderPage(language, {
    heading: words.missing,
    html: `<header><p>NQI+</p><h1>${words.title}</h1></header>${banner('bad', words.missing)}
<p class="advice">${words.missingAdvice}</p>${ways(language, '')}`,
  });
}

function ways(language: Language, number: string): string {
  const words = verificationWords[language];
  const plain = 'autocomplete="off" autocapitalize="characters" spellcheck="false" required';
  return `<section><form action="/v" method="get"><p>${words.intro}</p>
<label>${words.number}<input name="number" maxlength="60" value="${escapeHtml(number)}" ${plain}></label>
<label>${words.code}<input name="code" maxlength="20" class="code" ${plain}></label>
<button>${words.submit}</button></form></section>
<section><h2>${words.file}</h2><form action="/v/checks" method="post" enctype="multipart/form-data"><p>${words.fileIntro}</p>
<label>PDF<input type="file" name="file" accept="application/pdf" required></label>
<button>${words.fileSubmit}</button></form></section>`;
}
