import { Injectable } from '@nestjs/common';
import { type Actor, regulatedPrefixes } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { PreparedReads } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Conditions, Lists, type Page } from '@nqi/shared/http';
import type { VerificationRegulation } from '../catalogue/verification-rules';
import { VerificationRulesService } from '../catalogue/verification-rules.service';
import type { InstrumentQuery } from './instrument.dto';
import { Instrument } from './instrument.entity';
import { canSee } from './instrument.policy';

/** An instrument and the regulation in force for it; undefined where none is known. */
export interface RegulatedInstrument {
  instrument: Instrument;
  regulation: VerificationRegulation | undefined;
}

@Injectable()
export class InstrumentQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
    private readonly clock: Clock,
    private readonly rules: VerificationRulesService,
  ) {}

  list(actor: Actor, query: InstrumentQuery): Promise<Page<Instrument>> {
    const where = visibleTo(actor)
      .addIf(query.status, 'i.status = ?')
      .addIf(query.state, 'i.state = ?')
      .addIf(query.purpose, 'i.purpose = ?')
      .addIf(query.isMandatory, 'i.is_mandatory = ?')
      .addIf(query.isUseProhibited, 'i.is_use_prohibited = ?')
      .addIf(query.ownerId, 'i.owner_id = ?')
      .addIf(query.catalogueItemCode, 'i.catalogue_item_code = ?')
      .addIf(query.districtCode, 'i.district_code = ?')
      .addIf(query.dueFrom, 'i.valid_until >= ?')
      .addIf(query.dueTo, 'i.valid_until <= ?')
      .asked(query.q, 'i.search_terms');
    const sort = query.sort ?? '-createdAt';
    const isByDue = sort.endsWith('dueOn');
    if (isByDue || query.dueFrom || query.dueTo) where.add(`i.status IN ('in_use', 'standby')`);
    return this.lists.page<Instrument>({
      columns: this.reads.columns(Instrument, 'i'),
      from: 'instruments i',
      where,
      page: query,
      sort,
      sortBy: isByDue ? 'i.valid_until' : 'i.created_at',
      id: 'i.id',
      valueOf: ({ validUntil, createdAt }) => (isByDue ? validUntil : createdAt),
    });
  }

  async get(actor: Actor, id: string): Promise<Instrument> {
    const text = `SELECT ${this.reads.columns(Instrument, 'i')} FROM instruments i WHERE i.id = $1`;
    const [instrument] = await this.reads.rows<Instrument>({ name: 'instrument', text }, [id]);
    if (!instrument || !canSee(actor, instrument, regulatedPrefixes(actor))) throw new DomainError('record.not_found');
    return instrument;
  }

  /** With the regulation that it is verified by today. */
  async withRegulation(actor: Actor, id: string): Promise<RegulatedInstrument> {
    const instrument = await this.get(actor, id);
    return { instrument, regulation: await this.rules.regulationOn(instrument, this.clock.today()) };
  }
}

/** The SQL twin of the policy's `canSee`: one way for each thing that the actor is to an instrument. */
function visibleTo(actor: Actor): Conditions {
  const { roles, capabilities, organisationId } = actor;
  const where = new Conditions().or('i.owner_id = ?', organisationId);
  if (capabilities.has('institution')) where.or('i.laboratory_ids @> ARRAY[?::uuid]', organisationId);
  if (roles.has('operator')) return where.or(`i.state <> 'draft'`);
  for (const prefix of regulatedPrefixes(actor))
    where.or(`i.district_code LIKE ? || '%' AND i.state <> 'draft'`, prefix);
  return where;
}
