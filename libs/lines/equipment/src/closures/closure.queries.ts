import { Injectable } from '@nestjs/common';
import { PreparedReads, Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Conditions, Lists, type Page } from '@nqi/shared/http';
import type { ClosureQuery } from './closure.dto';
import { EquipmentClosure } from './closure.entity';

@Injectable()
export class ClosureQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
    private readonly transactions: Transactions,
  ) {}

  list(query: ClosureQuery): Promise<Page<EquipmentClosure>> {
    return this.lists.page<EquipmentClosure>({
      columns: this.reads.columns(EquipmentClosure, 'c'),
      from: 'equipment_closures c',
      where: new Conditions().addIf(query.equipmentId, 'c.equipment_id = ?').addIf(query.state, 'c.state = ?'),
      page: query,
      sort: query.sort ?? '-startsAt',
      sortBy: 'c.starts_at',
      id: 'c.id',
      valueOf: ({ startsAt }) => startsAt,
    });
  }

  async get(id: string): Promise<EquipmentClosure> {
    const closure = await this.transactions.manager.findOneBy(EquipmentClosure, { id });
    if (!closure) throw new DomainError('record.not_found');
    return closure;
  }
}
