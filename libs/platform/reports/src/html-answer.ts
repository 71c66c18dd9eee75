import { type Language, languageOf } from '@nqi/shared/errors';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** @returns the language of the page that a browser is to get; undefined for whoever asks for JSON */
export function htmlAnswer({ headers }: FastifyRequest, reply: FastifyReply): Language | undefined {
  void reply.header('Vary', 'Accept, Accept-Language').header('Cache-Control', 'no-cache');
  if (!prefersHtml(headers.accept)) return undefined;
  void reply.type('text/html; charset=utf-8');
  return languageOf(headers['accept-language']);
}

/** Browsers name HTML before everything else; whoever wants JSON more, or does not say, gets JSON. */
function prefersHtml(accept = ''): boolean {
  return weightIn(accept, 'text/html') > weightIn(accept, 'application/json');
}

/** The `q` of a media type in an Accept header: 1 unless it says otherwise, 0 when it is not named. */
function weightIn(accept: string, type: string): number {
  const named = accept.split(',').find((range) => range.split(';', 1)[0]?.trim().toLowerCase() === type);
  if (!named) return 0;
  return Number(/;\s*q=([\d.]+)/i.exec(named)?.[1] ?? 1);
}
