import type { Language } from '@nqi/shared/errors';

const STYLE = `:root{color-scheme:light}body{margin:0;background:#eef2f6;font:1rem/1.6 system-ui,"PingFang SC","Noto Sans SC",sans-serif;color:#1b2733}
main{max-width:36rem;margin:2rem auto;background:#fff;border-radius:14px;overflow:hidden;box-shadow:0 6px 30px rgba(20,45,80,.12)}
header{background:#0f4c81;color:#fff;padding:1.4rem 1.6rem}header p{margin:0;font-size:.95rem;overflow-wrap:anywhere}h1{margin:.1rem 0 0;font-size:1.4rem;line-height:1.3}
h2{margin:0;font-size:1.05rem}.status{display:flex;gap:.8rem;align-items:center;margin:0;padding:1rem 1.6rem;font-weight:600;font-size:1.15rem}.status svg{flex:none}
.good{background:#e7f6ec;color:#0e5c32}.good circle{fill:#12703a}.over,.doubt{background:#fdf3dc;color:#6b4700}.over circle,.doubt circle{fill:#8f5d0a}
.past{background:#fdeede;color:#7a3b05}.past circle{fill:#b0540a}.bad{background:#fdeaea;color:#8f1717}.bad circle{fill:#b32020}
.advice{margin:0;padding:.9rem 1.6rem 0}dl{margin:0;padding:.6rem 1.6rem 1rem}.row{display:flex;gap:1rem;padding:.6rem 0;border-bottom:1px solid #dbe3eb}
dt{flex:0 0 8.5rem;color:#45576a}dd{margin:0;min-width:0;overflow-wrap:anywhere}code{font-size:.875rem}a{color:#0b4475}
summary{cursor:pointer;padding:.3rem 0;color:#0b4475}footer,section,details{padding:.4rem 1.6rem 1.2rem}details dl{padding:0}footer{border-top:1px solid #dbe3eb;padding-top:1rem}
section+section{border-top:1px solid #dbe3eb;padding-top:1.2rem}section p{margin:.4rem 0}label{display:block;margin:.9rem 0;color:#45576a}
input{display:block;box-sizing:border-box;width:100%;margin-top:.2rem;padding:.7rem;font:inherit;color:#1b2733;background:#fff;border:1px solid #74879a;border-radius:8px}
.code{letter-spacing:.3em;text-transform:uppercase}button{width:100%;margin-top:.4rem;padding:.8rem;font:inherit;font-weight:600;color:#fff;background:#0f4c81;border:0;border-radius:8px}
:focus-visible{outline:3px solid #c9962e;outline-offset:2px}@media(max-width:36rem){main{margin:0;border-radius:0;min-height:100vh;box-shadow:none}header,.status,section,footer,details,.advice,dl{padding-left:1.1rem;padding-right:1.1rem}details dl{padding:0}dt{flex-basis:6.5rem}}`;

/** The frame of the pages for the public: no script, nothing loaded from elsewhere. @param html escaped by the caller */
export function renderPage(language: Language, { heading, html }: { heading: string; html: string }): string {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><meta name="referrer" content="no-referrer"><title>${escapeHtml(heading)}</title><style>${STYLE}</style></head>
<body><main>${html}</main></body></html>`;
}

const TICK = 'M8 14.5l4 4 8-9';
const CROSS = 'M9 9l10 10M19 9l-10 10';
const CLOCK = 'M14 7.5v7l4.5 3';
const ARROW = 'M8 14h11M14.5 9l5 5-5 5';
const MARK = 'M14 7v9M14 20.2v.3';
const SIGNS = { good: TICK, over: CLOCK, past: ARROW, bad: CROSS, doubt: MARK };
export type Tone = keyof typeof SIGNS;

/** What matters first, in words, in colour and as a sign. */
export function banner(tone: Tone, words: string): string {
  return `<p class="status ${tone}" role="status"><svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true"><circle cx="14" cy="14" r="14"/><path d="${SIGNS[tone]}" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/></svg><span>${escapeHtml(words)}</span></p>`;
}

export function row(label: string, html: string): string {
  return `<div class="row"><dt>${escapeHtml(label)}</dt><dd>${html}</dd></div>`;
}

/** Days, alone or with a time, as the language writes them: 2026年03月02日. */
export function localDays(text: string, language: Language): string {
  if (language === 'en') return text;
  const day = /(^| – )(\d{4})-(\d\d)-(\d\d)(?= – |$| \d\d:\d\d)/g;
  return text.replaceAll(day, '$1$2年$3月$4日');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
