import type { Language } from '@nqi/shared/errors';

const STYLE = `:root{color-scheme:light}body{margin:0;background:#eef2f6;font:16px/1.6 system-ui,"PingFang SC","Noto Sans SC",sans-serif;color:#1b2733}
main{max-width:34rem;margin:2rem auto;background:#fff;border-radius:14px;overflow:hidden;box-shadow:0 6px 30px rgba(20,45,80,.12)}
header{background:#0f4c81;color:#fff;padding:1.4rem 1.6rem}header p{margin:0;opacity:.85;font-size:.9rem}h1{margin:.1rem 0 0;font-size:1.35rem}
.status{display:flex;gap:.7rem;align-items:center;padding:1rem 1.6rem;font-weight:600;font-size:1.1rem}.status svg{flex:none}
.valid{background:#e7f6ec;color:#12703a}.valid circle{fill:#1a9c52}.expired{background:#fdf3dc;color:#7a5200}.expired circle{fill:#b7791f}
.superseded{background:#fdeede;color:#8a4407}.superseded circle{fill:#c8630f}.revoked{background:#fdeaea;color:#9b1c1c}.revoked circle{fill:#c53030}
dl{margin:0;padding:1rem 1.6rem}div.row{display:flex;gap:1rem;padding:.55rem 0;border-bottom:1px solid #e5eaf0}
dt{flex:0 0 8.5rem;color:#5b6b7c}dd{margin:0;overflow-wrap:anywhere}code{font-size:.75rem;color:#5b6b7c}a{color:#0f4c81}
footer{padding:.2rem 1.6rem 1.2rem;color:#5b6b7c;font-size:.85rem}footer p{margin:.4rem 0}form{padding:.6rem 1.6rem 1.6rem}label{display:block;margin:.9rem 0;color:#5b6b7c}
input{display:block;box-sizing:border-box;width:100%;margin-top:.2rem;padding:.7rem;font:inherit;color:#1b2733;border:1px solid #9fb0c0;border-radius:8px}
.code{letter-spacing:.3em;text-transform:uppercase}button{width:100%;margin-top:.6rem;padding:.8rem;font:inherit;font-weight:600;color:#fff;background:#0f4c81;border:0;border-radius:8px}
@media(max-width:36rem){main{margin:0;border-radius:0;min-height:100vh}dt{flex-basis:6.5rem}}`;

/** The frame of the pages for the public: no script, nothing loaded from elsewhere. @param html escaped by the caller */
export function renderPage(language: Language, { heading, html }: { heading: string; html: string }): string {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><meta name="referrer" content="no-referrer"><title>${escapeHtml(heading)}</title><style>${STYLE}</style></head>
<body><main>${html}</main></body></html>`;
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
