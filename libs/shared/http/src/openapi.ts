import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { completeOperations } from './contract-operations';
import { completeSchemas, dropUnusedSchemas } from './contract-schemas';

/** RFC 9457 as this api writes it; `code` is an open enum, each with a page at `type`. */
const PROBLEM_SCHEMA = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'traceId'],
  properties: {
    type: { type: 'string', description: 'Page of the error catalogue', example: '/problems/record.not_found' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Open enum', example: 'record.not_found' },
    detail: { type: 'string', description: 'In the language of Accept-Language, zh-CN or en' },
    action: { type: 'string', description: 'The next useful step' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'detail'],
        properties: {
          pointer: { type: 'string', description: 'JSON Pointer into the request' },
          code: { type: 'string' },
          detail: { type: 'string' },
        },
      },
    },
    instance: { type: 'string' },
    traceId: { type: 'string', description: 'The X-Request-Id of the answer' },
  },
  additionalProperties: true,
};

/** The contract that the server itself emits. */
export function buildDocument(app: INestApplication): OpenAPIObject {
  const settings = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('NQI+')
    .setDescription(
      'One-stop quality-infrastructure service of a city: filings, payments, reports. 质量基础设施一站式服务',
    )
    .setVersion('1')
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, settings, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  completeSchemas(document);
  document.components ??= {};
  document.components.schemas = { ...document.components.schemas, Problem: PROBLEM_SCHEMA as never };
  completeOperations(document);
  dropUnusedSchemas(document);
  return document;
}

/** Swagger UI at /docs and the document at /openapi.json, built when first asked for; nothing comes from a CDN. */
export function serveDocument(app: INestApplication): void {
  SwaggerModule.setup('docs', app, () => buildDocument(app), {
    jsonDocumentUrl: 'openapi.json',
    customSiteTitle: 'NQI+ API',
    swaggerOptions: { persistAuthorization: true, docExpansion: 'none', tagsSorter: 'alpha' },
  });
}
