import { Injectable } from '@nestjs/common';
import { type Actor, regulatedPrefixes } from '@nqi/platform/identity';
import { HeldMandates } from '@nqi/platform/mandates';
import { withWords } from '@nqi/platform/search';
import { Clock } from '@nqi/shared/clock';
import { escapeLike, PreparedReads } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Lists, type Page } from '@nqi/shared/http';
import { canSee } from '../visibility.policy';
import { DEVICES, visibleTo } from '../visibility.queries';
import { normaliseCode, normaliseUseRegistrationNo } from './device-codes';
import type { ElevatorQuery } from './elevator.dto';
import { Elevator } from './elevator.entity';
import { ELEVATOR } from './elevator-mandate.kind';

@Injectable()
export class ElevatorQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
    private readonly clock: Clock,
    private readonly mandates: HeldMandates,
  ) {}

  list(actor: Actor, query: ElevatorQuery): Promise<Page<Elevator>> {
    const where = visibleTo(actor, DEVICES, this.clock.today())
      .addIf(as(normaliseCode, query.registrationCode), 'e.registration_code = ?')
      .addIf(as(normaliseCode, query.deviceCode), 'e.device_code = ?')
      .addIf(as(normaliseUseRegistrationNo, query.useRegistrationNo), 'e.use_registration_no = ?')
      .addIf(query.internalNo?.trim(), 'e.internal_no = ?')
      .addIf(as(like, query.address), `(coalesce(e.site_name, '') || ' ' || e.address) ILIKE ?`)
      .addIf(as(like, query.unit), `e.user_unit_id IN (SELECT id FROM organisations o WHERE o.name ILIKE ?)`)
      .addIf(query.userUnitId, 'e.user_unit_id = ?')
      .addIf(query.state, 'e.state = ?')
      .addIf(query.dueFrom, 'e.next_inspection_due_on >= ?')
      .addIf(query.dueTo, 'e.next_inspection_due_on <= ?');
    // By the index of its document, which knows more words of a device than those of its place.
    if (query.address !== undefined) withWords(where, { kind: ELEVATOR, id: 'e.id' }, query.address);
    const sort = query.sort ?? '-createdAt';
    const isByDue = sort.endsWith('nextInspectionDueOn');
    return this.lists.page<Elevator>({
      columns: this.reads.columns(Elevator, 'e'),
      from: 'elevators e',
      where,
      page: query,
      sort,
      sortBy: isByDue ? 'e.next_inspection_due_on' : 'e.created_at',
      id: 'e.id',
      valueOf: (device) => (isByDue ? device.nextInspectionDueOn : device.createdAt),
    });
  }

  async get(actor: Actor, id: string): Promise<Elevator> {
    const text = `SELECT ${this.reads.columns(Elevator, 'e')} FROM elevators e WHERE e.id = $1`;
    const [device] = await this.reads.rows<Elevator>({ name: 'elevator', text }, [id]);
    if (!device || !(await this.maySee(actor, device))) throw new DomainError('record.not_found');
    return device;
  }

  private async maySee(actor: Actor, device: Elevator): Promise<boolean> {
    if (canSee(actor, device, regulatedPrefixes(actor))) return true;
    const subject = { subjectId: device.id, mandatorId: device.userUnitId };
    return (await this.mandates.scopes(actor, ELEVATOR, subject)).size > 0;
  }
}

/** A filter as the register spells it; left out when the caller leaves it out. */
function as(spelling: (raw: string) => string, filter: string | undefined): string | undefined {
  return filter === undefined ? undefined : spelling(filter);
}

function like(text: string): string {
  return `%${escapeLike(text)}%`;
}
