import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { PreparedReads, Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Conditions, Lists, type Page } from '@nqi/shared/http';
import type { WindowQuery } from './window.dto';
import { AppointmentWindow } from './window.entity';

/** Windows are public among members: a client has to see them to choose a laboratory. */
@Injectable()
export class WindowQueries {
  constructor(
    private readonly clock: Clock,
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
    private readonly transactions: Transactions,
  ) {}

  list(query: WindowQuery): Promise<Page<AppointmentWindow>> {
    const where = new Conditions()
      .add('w.laboratory_id = ?', query.laboratoryId)
      .add('w.on_day >= ?', query.from ?? this.clock.today())
      .addIf(query.to, 'w.on_day <= ?');
    if (query.hasRoom === 'true') where.add('w.is_open AND w.booked < w.capacity');
    return this.lists.page<AppointmentWindow>({
      columns: this.reads.columns(AppointmentWindow, 'w'),
      from: 'appointment_windows w',
      where,
      page: query,
      sort: 'onDay',
      sortBy: 'w.on_day',
      id: 'w.id',
      valueOf: ({ onDay }) => onDay,
    });
  }

  async get(id: string): Promise<AppointmentWindow> {
    const window = await this.transactions.manager.findOneBy(AppointmentWindow, { id });
    if (!window) throw new DomainError('record.not_found');
    return window;
  }
}
