import type { Language } from '@nqi/shared/errors';
import type { Bilingual } from './report-kind';

/** The answer of the public check. */
export interface Verification {
  status: string;
  number: string;
  title: Bilingual;
  institution: string;
  issuedOn: string;
  facts: { label: Bilingual; value: Bilingual }[];
  files: { document: string; sha256: string }[];
}

const WORDS = {
  'zh-CN': {
    valid: '报告有效',
    number: '报告编号',
    institution: '出具机构',
    issuedOn: '签发日期',
    hash: '文件摘要 SHA-256',
    note: '请核对纸质或电子报告与本页内容一致。',
  },
  en: {
    valid: 'This report is valid',
    number: 'Report number',
    institution: 'Issued by',
    issuedOn: 'Date of issue',
    hash: 'File digest SHA-256',
    note: 'Compare the report in your hands with this page.',
  },
} as const;

const STYLE = `:root{color-scheme:light}body{margin:0;background:#eef2f6;font:16px/1.6 system-ui,"PingFang SC","Noto Sans SC",sans-serif;color:#1b2733}
main{max-width:34rem;margin:2rem auto;background:#fff;border-radius:14px;overflow:hidden;box-shadow:0 6px 30px rgba(20,45,80,.12)}
header{background:#0f4c81;color:#fff;padding:1.4rem 1.6rem}header p{margin:0;opacity:.85;font-size:.9rem}h1{margin:.1rem 0 0;font-size:1.35rem}
.status{display:flex;gap:.7rem;align-items:center;padding:1rem 1.6rem;background:#e7f6ec;color:#12703a;font-weight:600;font-size:1.1rem}
.status svg{flex:none}dl{margin:0;padding:1rem 1.6rem}div.row{display:flex;gap:1rem;padding:.55rem 0;border-bottom:1px solid #e5eaf0}
dt{flex:0 0 8.5rem;color:#5b6b7c}dd{margin:0;overflow-wrap:anywhere}code{font-size:.75rem;color:#5b6b7c}footer{padding:.6rem 1.6rem 1.4rem;color:#5b6b7c;font-size:.85rem}
@media(max-width:36rem){main{margin:0;border-radius:0;min-height:100vh}dt{flex-basis:6.5rem}}`;

const TICK =
  '<svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true"><circle cx="14" cy="14" r="14" fill="#1a9c52"/><path d="M8 14.5l4 4 8-9" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/></svg>';

/** A page for the phone that scanned the QR: no script, nothing loaded from elsewhere. */
export function renderVerificationPage(verification: Verification, language: Language): string {
  const words = WORDS[language];
  const short = language === 'en' ? 'en' : 'zh';
  const rows = [
    [words.number, verification.number],
    [words.institution, verification.institution],
    [words.issuedOn, verification.issuedOn],
    ...verification.facts.map(({ label, value }) => [label[short], value[short]]),
  ].map(([label = '', value = '']) => row(label, escapeHtml(value)));
  const hashes = verification.files.map(({ document, sha256 }) =>
    row(`${words.hash} (${document})`, `<code>${sha256}</code>`),
  );
  const title = verification.title[short];
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${escapeHtml(title)} ${escapeHtml(verification.number)}</title><style>${STYLE}</style></head>
<body><main><header><p>NQI+ · ${escapeHtml(verification.institution)}</p><h1>${escapeHtml(title)}</h1></header>
<div class="status">${TICK}<span>${words.valid}</span></div><dl>${[...rows, ...hashes].join('')}</dl><footer>${words.note}</footer></main></body></html>`;
}

function row(label: string, html: string): string {
  return `<div class="row"><dt>${escapeHtml(label)}</dt><dd>${html}</dd></div>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
