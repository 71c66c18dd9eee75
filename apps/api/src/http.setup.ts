import type { IncomingMessage } from 'node:http';
import helmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from '@nqi/shared/config';
import { fileTypes } from '@nqi/shared/files';
import { ProblemFilter, serveDocument } from '@nqi/shared/http';
import { newId } from '@nqi/shared/ids';
import { FrameworkLogger, type Logger } from '@nqi/shared/logging';
import { Metrics } from '@nqi/shared/metrics';
import { MEDIA_TYPES } from '@nqi/shared/sheets';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiModule } from './api.module';
import { refuseConnection } from './refuse-connection';

/** The api, ready to listen; tests and commands use the same one. */
export async function createApi(config: Config, logger: Logger): Promise<NestFastifyApplication> {
  const late: { filter?: ProblemFilter } = {};
  const adapter = new FastifyAdapter({
    bodyLimit: config.BODY_LIMIT_BYTES,
    trustProxy: (_address: string, hop: number) => hop < config.TRUST_PROXY_HOPS,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
    genReqId: ({ headers }: IncomingMessage) => requestId(headers['x-request-id']),
    clientErrorHandler: refuseConnection,
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
      late.filter?.answer(error, request, reply),
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.register(config, logger), adapter, {
    logger: new FrameworkLogger(logger),
    abortOnError: false,
    // Fastify's own parser of JSON; the framework would add one of forms, which any web page may send in a user's name.
    bodyParser: false,
  });
  const server = adapter.getInstance();
  server.removeContentTypeParser('text/plain');
  // Nobody's bytes are taken in before the guard knows who sends them: the route that wants them reads them.
  const taken = new Set([...fileTypes.keys(), ...Object.values(MEDIA_TYPES), 'multipart/form-data']);
  server.addContentTypeParser([...taken], (_, payload, done) => done(null, payload));
  late.filter = app.get(ProblemFilter);
  await app.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives: CONTENT_POLICY } });
  observe(app, logger);
  serveDocument(app);
  app.enableShutdownHooks();
  return app;
}

/** Pages carry their styles inline; nothing is ever loaded from elsewhere. */
const CONTENT_POLICY = {
  defaultSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
};

function requestId(given: string | string[] | undefined): string {
  return typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : newId();
}

/** Names every request and writes one line and one measurement for it; neither holds what users sent. */
function observe(app: NestFastifyApplication, logger: Logger): void {
  const { requests } = app.get(Metrics);
  const server: FastifyInstance = app.getHttpAdapter().getInstance();
  server.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    void reply.header('X-Request-Id', request.id);
    done();
  });
  server.addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    const route = request.routeOptions.url ?? 'unknown';
    const { statusCode: status, elapsedTime } = reply;
    requests.observe({ method: request.method, route, status }, elapsedTime / 1000);
    const { id, method, actor } = request;
    logger.info({ id, method, route, status, ms: Math.round(elapsedTime), userId: actor?.userId }, 'request');
    done();
  });
}
