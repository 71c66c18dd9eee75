import { applyDecorators, HttpCode, type Type } from '@nestjs/common';
import { ApiBody, ApiExtension, ApiExtraModels, ApiOperation, getSchemaPath } from '@nestjs/swagger';
import type { ErrorCode } from '@nqi/shared/errors';
import type { AnyWorkflow } from '@nqi/shared/workflow';

interface OperationOptions {
  summary: string;
  /** The event of a workflow that this route causes: parties and states come from its table. */
  event?: readonly [workflow: AnyWorkflow, event: string];
  /** Who may use it among those who see the record, where it is no event: parties as the line calls them. */
  by?: readonly string[];
  /** Codes besides those that every operation of its sort can answer (see `contract-operations.ts`). */
  errors?: readonly ErrorCode[];
  /** The class of the rows of a batch, which the body carries unchecked. */
  rows?: Type;
  /** Status of success where it is not the framework's. */
  status?: number;
  /** Media type, or types, of an answer that is a file instead of JSON. */
  file?: string | readonly string[];
}

const OF_EVENTS: readonly ErrorCode[] = ['workflow.not_a_party', 'workflow.wrong_state', 'record.not_found'];

/** Describes one operation in the contract, so that a controller stays a list of routes. */
export function Operation({ summary, event, by, errors = [], rows, ...answer }: OperationOptions): MethodDecorator {
  const parties = event ? event[0].events[event[1]]?.by : by;
  return applyDecorators(
    ApiOperation({ summary, ...(event && { description: describe(event) }) }),
    ApiExtension('x-error-codes', [...new Set([...(event ? OF_EVENTS : []), ...errors])]),
    ...(parties ? [ApiExtension('x-parties', parties)] : []),
    ...answerOf(answer),
    ...(rows ? batchBody(rows) : []),
  );
}

function answerOf({ status, file }: Pick<OperationOptions, 'status' | 'file'>): MethodDecorator[] {
  return [
    ...(status ? [HttpCode(status), ApiExtension('x-status', status)] : []),
    ...(file ? [ApiExtension('x-file', [file].flat())] : []),
  ];
}

function describe([workflow, event]: readonly [AnyWorkflow, string]): string {
  const { from = [], to = '', by = [] } = workflow.events[event] ?? {};
  return `Event \`${event}\`: ${from.join(', ') || 'new'} → ${to}, by ${by.join(' or ')}.`;
}

function batchBody(rows: Type): MethodDecorator[] {
  const items = { $ref: getSchemaPath(rows) };
  const schema = { type: 'object', required: ['rows'], properties: { rows: { type: 'array', minItems: 1, items } } };
  return [ApiExtraModels(rows), ApiBody({ schema }), ApiExtension('x-batch', true)];
}
