import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { catalogue, DomainError, type ErrorCode, statusOf } from '@nqi/shared/errors';
import { Public } from './access';

/** The page that the `type` of a problem document points to. */
@ApiExcludeController()
@Public()
@Controller('problems')
export class ProblemPagesController {
  @Get(':code')
  @Header('Content-Type', 'text/html; charset=utf-8')
  page(@Param('code') code: string): string {
    if (!Object.hasOwn(catalogue, code)) throw new DomainError('record.not_found');
    return renderPage(code as ErrorCode);
  }
}

function renderPage(code: ErrorCode): string {
  const { kind, zh, en } = catalogue[code];
  const section = (lang: string, texts: { title: string; detail: string; action?: string }): string =>
    `<section lang="${lang}"><h2>${texts.title}</h2><p>${texts.detail}</p>${texts.action ? `<p><strong>→</strong> ${texts.action}</p>` : ''}</section>`;
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${code}</title><style>body{font:16px/1.6 system-ui,sans-serif;max-width:42rem;margin:3rem auto;padding:0 1rem;color:#1d2733}
code{background:#eef2f7;padding:.1em .4em;border-radius:4px}h1{font-size:1.3rem}h2{font-size:1.1rem;margin-top:2rem}</style>
<h1><code>${code}</code> · HTTP ${statusOf[kind]}</h1>${section('zh-CN', zh)}${section('en', en)}</html>`;
}
