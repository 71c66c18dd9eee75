import { OmitType } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { BatchItem, IsDay } from '@nqi/shared/http';
import { type MetrologyService, metrologyServices } from '../capabilities/capability.entity';
import { CreateMetrologyOrder } from './order.dto';

/** What the orders of everything that is due say; the instruments are known. */
export class OrderDue extends OmitType(CreateMetrologyOrder, ['items', 'laboratoryId', 'service']) {
  /** Samples are never due. @example verification */
  @IsIn(metrologyServices) service: MetrologyService;
  /** Takes the instruments that no laboratory has had yet; the others go where they were last. */
  @IsOptional() @IsUUID() laboratoryId?: string;
  /** The last due day; default: in sixty days. @example 2026-12-31 */
  @IsOptional() @IsDay() dueTo?: string;
}

/** An instrument whose day has come, and where it is to go. */
export interface DueInstrument {
  index: number;
  instrumentId: string;
  laboratoryId: string | null;
  dueOn: string;
}

export function toBatchItem({ index, instrumentId, dueOn, orderId }: DueInstrument & { orderId: string }): BatchItem {
  const href = `/v1/metrology-orders/${orderId}`;
  return { index, clientRef: null, status: 201, resource: { instrumentId, dueOn, orderId, href } };
}
