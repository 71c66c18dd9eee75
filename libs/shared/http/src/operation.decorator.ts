import { applyDecorators, HttpCode, type Type } from '@nestjs/common';
import { ApiBody, ApiExtension, ApiExtraModels, ApiOperation, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { catalogue, type ErrorCode, statusOf } from '@nqi/shared/errors';
import type { AnyWorkflow } from '@nqi/shared/workflow';

interface OperationOptions {
  summary: string;
  /** The event of a workflow that this route causes: parties and states come from its table. */
  event?: readonly [workflow: AnyWorkflow, event: string];
  /** Codes besides those that every operation can answer. */
  errors?: readonly ErrorCode[];
  /** The class of the rows of a batch, which the body carries unchecked. */
  rows?: Type;
  /** Status of success where it is not the framework's. */
  status?: number;
}

const ALWAYS: readonly ErrorCode[] = ['request.invalid', 'service.unavailable'];
const OF_EVENTS: readonly ErrorCode[] = ['workflow.not_a_party', 'workflow.wrong_state', 'record.not_found'];

/** Describes one operation in the contract, so that a controller stays a list of routes. */
export function Operation({ summary, event, errors = [], rows, status }: OperationOptions): MethodDecorator {
  const codes = [...new Set([...ALWAYS, ...(event ? OF_EVENTS : []), ...errors])];
  return applyDecorators(
    ApiOperation({ summary, ...(event && { description: describe(event) }) }),
    ApiExtension('x-error-codes', codes),
    ...(event ? [ApiExtension('x-parties', event[0].events[event[1]]?.by)] : []),
    ...(status ? [HttpCode(status)] : []),
    ...(rows ? batchBody(rows) : []),
    ...problemResponses(codes),
  );
}

function describe([workflow, event]: readonly [AnyWorkflow, string]): string {
  const { from = [], to = '', by = [] } = workflow.events[event] ?? {};
  return `Event \`${event}\`: ${from.join(', ') || 'new'} → ${to}, by ${by.join(' or ')}.`;
}

function batchBody(rows: Type): MethodDecorator[] {
  const items = { $ref: getSchemaPath(rows) };
  const schema = { type: 'object', required: ['rows'], properties: { rows: { type: 'array', minItems: 1, items } } };
  return [
    ApiExtraModels(rows),
    ApiBody({ schema }),
    ApiResponse({ status: 207, description: 'Some rows were refused, see their problems' }),
  ];
}

function problemResponses(codes: readonly ErrorCode[]): MethodDecorator[] {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const status = statusOf[catalogue[code].kind];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return [...byStatus].map(([status, group]) =>
    ApiResponse({
      status,
      description: group.map((code) => `\`${code}\` ${catalogue[code].en.title}`).join('; '),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    }),
  );
}
