import type { Language } from '@nqi/shared/errors';
import type { Standing } from './standing';
import type { VerificationResponse } from './verification.dto';
import { verificationWords } from './verification-words';
import { escapeHtml, renderPage } from './public-page';

const TICK = 'M8 14.5l4 4 8-9';
const CROSS = 'M9 9l10 10M19 9l-10 10';
const CLOCK = 'M14 7.5v7l4.5 3';
const ARROW = 'M8 14h11M14.5 9l5 5-5 5';
const SIGNS: Readonly<Record<Standing, string>> = { valid: TICK, expired: CLOCK, superseded: ARROW, revoked: CROSS };

/** A page for the phone that scanned the QR: no script, nothing loaded from elsewhere. */
export function renderVerificationPage(verification: VerificationResponse, language: Language): string {
  const words = verificationWords[language];
  const short = language === 'en' ? 'en' : 'zh';
  const { status, institution, facts, files, number } = verification;
  const title = verification.title[short];
  const rows = [
    ...endOf(verification, language),
    row(words.number, escapeHtml(number)),
    row(words.institution, escapeHtml(institution)),
    row(words.issuedOn, escapeHtml(verification.issuedOn)),
    ...(verification.isTestSignature ? [row(words.signature, words.testSignature)] : []),
    ...facts.map(({ label, value }) => row(label[short], escapeHtml(value[short]))),
    ...files.map(({ document, sha256 }) => row(`${words.hash} (${document})`, `<code>${sha256}</code>`)),
  ];
  return renderPage(language, {
    heading: `${title} ${number}`,
    html: `<header><p>NQI+ · ${escapeHtml(institution)}</p><h1>${escapeHtml(title)}</h1></header>
<div class="status ${status}">${sign(SIGNS[status])}<span>${words.status[status]}</span></div><dl>${rows.join('')}</dl>
<footer><p>${words.advice[status]}</p><p><a href="/v">${words.again}</a></p></footer>`,
  });
}

/** What whoever holds the paper has to know first: what came in its place, or why it fell. */
function endOf({ status, endedOn, successor, reason, validUntil }: VerificationResponse, language: Language): string[] {
  const words = verificationWords[language];
  if (status === 'expired') return [row(words.validUntil, escapeHtml(validUntil ?? ''))];
  const day = escapeHtml(endedOn ?? '');
  if (status === 'revoked') return [row(words.revokedOn, day), row(words.reason, escapeHtml(reason ?? ''))];
  if (status !== 'superseded' || !successor) return [];
  const link = `<a href="${escapeHtml(successor.href)}">${escapeHtml(successor.number)}</a>`;
  return [row(words.successor, link), row(words.supersededOn, day)];
}

/** Where nothing scans: number and check code, sent by GET. */
export function renderVerificationForm(
  language: Language,
  { number, isRefused }: { number: string; isRefused: boolean },
): string {
  const words = verificationWords[language];
  const refusal = isRefused ? `<div class="status revoked">${sign(CROSS)}<span>${words.refused}</span></div>` : '';
  const plain = 'autocomplete="off" autocapitalize="characters" spellcheck="false" required';
  return renderPage(language, {
    heading: words.title,
    html: `<header><p>NQI+</p><h1>${words.title}</h1></header>${refusal}
<form action="/v" method="get"><p>${words.intro}</p>
<label>${words.number}<input name="number" maxlength="60" value="${escapeHtml(number)}" ${plain}></label>
<label>${words.code}<input name="code" maxlength="20" class="code" ${plain}></label>
<button>${words.submit}</button></form>`,
  });
}

function sign(path: string): string {
  return `<svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true"><circle cx="14" cy="14" r="14"/><path d="${path}" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
}

function row(label: string, html: string): string {
  return `<div class="row"><dt>${escapeHtml(label)}</dt><dd>${html}</dd></div>`;
}
