import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { StandardNames } from '@nqi/platform/standards';
import { Clock } from '@nqi/shared/clock';
import type { Tx } from '@nqi/shared/database';
import { newId } from '@nqi/shared/ids';
import { Lifecycle } from '@nqi/shared/lifecycle';
import type { MetrologyItem } from '../items/item.entity';
import { itemLife } from '../items/item.life';
import type { Sample, TestTerms } from '../testing/sample';
import type { SampleFacts, TestRequest } from '../testing/sample.dto';
import type { OrderLine } from './order.dto';
import type { MetrologyOrder } from './order.entity';

/** The samples of an order for tests. */
@Injectable()
export class SampleLinesService {
  constructor(
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly standards: StandardNames,
  ) {}

  /**
   * Puts samples into an order that has none. Whether a standard is still in force is the report's to say: a client may
   * have reasons to be tested by an old one.
   * @throws DomainError standards.bad_number, standards.unknown
   */
  async enter(tx: Tx, actor: Actor, order: MetrologyOrder, lines: readonly OrderLine[]): Promise<void> {
    const createdAt = this.clock.now();
    const { clientId, laboratoryId, districtCode, service } = order;
    for (const [index, { sample, test, request }] of lines.entries()) {
      if (!sample || !test) continue;
      const terms = this.termsOf(test);
      await this.standards.on(tx, [...terms.basis, ...terms.judgement], this.clock.today());
      const item = {
        ...{ id: newId(), orderId: order.id, orderNumber: order.number, position: index + 1, instrumentId: null },
        ...{ clientId, laboratoryId, districtCode, service, isMandatory: false, request: request ?? null, createdAt },
        ...{ sample: sampleOf(sample), test: terms },
      };
      const born = { event: 'create', by: actor, parties: new Set(['client'] as const) } as const;
      this.lifecycle.begin(tx, itemLife, item as MetrologyItem, born);
    }
  }

  private termsOf({ parameters, basis, judgement, remainder, copies }: TestRequest): TestTerms {
    return {
      ...{ parameters, basis: this.standards.spelled(basis), judgement: this.standards.spelled(judgement ?? []) },
      ...{ remainder: remainder ?? 'return', copies: copies ?? 0, promisedDays: null },
    };
  }
}

function sampleOf({ name, quantity, ...facts }: SampleFacts): Sample {
  const { modelSpec = null, manufacturer = null, batchNo = null, trademark = null } = facts;
  const { producedOn = null, appearance = null } = facts;
  return { name, modelSpec, manufacturer, batchNo, quantity, trademark, producedOn, appearance };
}
