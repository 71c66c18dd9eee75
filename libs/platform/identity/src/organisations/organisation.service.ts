import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { type Author, History } from '@nqi/shared/history';
import { assertVersion } from '@nqi/shared/http';
import { newId } from '@nqi/shared/ids';
import { type Cause, Lifecycle } from '@nqi/shared/lifecycle';
import { In } from 'typeorm';
import type { Actor, Capability } from '../actor';
import { Districts } from '../districts/districts';
import type { ChangeOrganisation, CreateOrganisation } from './organisation.dto';
import { Organisation } from './organisation.entity';
import { organisationLife } from './organisation.life';
import { partiesOf } from './organisation.policy';
import type { OrganisationEvent, OrganisationParty } from './organisation.workflow';
import { checkUscc, isUsccAdmissible, normaliseUscc } from './uscc';

/** How an organisation comes into being, and where its facts stand in the request. */
interface Entry {
  event: 'enter' | 'register';
  by: Author;
  pointer: string;
}

const BY_THE_PLATFORM: Entry = { event: 'enter', by: null, pointer: '' };
const FOUNDERS = { enter: 'operator', register: 'registrant' } as const;

/** What an import knows of an enterprise. */
export type UnclaimedFacts = Pick<Organisation, 'name' | 'uscc'> &
  Partial<Pick<Organisation, 'capabilities' | 'districtCode' | 'address'>>;

@Injectable()
export class OrganisationService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly history: History,
    private readonly districts: Districts,
  ) {}

  /**
   * Enters an organisation once: verified when the platform does it, registered when it does so itself.
   * @throws DomainError identity.uscc_taken; request.invalid for a code that fails its check or an unknown district
   */
  create(facts: CreateOrganisation, { event, by, pointer }: Entry = BY_THE_PLATFORM): Promise<Organisation> {
    const uscc = normaliseUscc(facts.uscc);
    if (!(facts.isUsccOverridden ? isUsccAdmissible(uscc) : checkUscc(uscc) === 'ok')) {
      throw new DomainError('request.invalid', { errors: [{ pointer: `${pointer}/uscc`, code: 'field.bad_uscc' }] });
    }
    return this.transactions.run(async (tx) => {
      await this.districts.assertKnown(tx, facts.districtCode, `${pointer}/districtCode`);
      assertCoordinates(facts, pointer);
      const verifiedAt = event === 'enter' ? this.clock.now() : null;
      const organisation = { ...factsOf(facts, this.clock.now()), uscc, verifiedAt };
      const parties = new Set([FOUNDERS[event]]);
      return this.begin(tx, organisation, { event, by, parties });
    });
  }

  /**
   * Enters an enterprise that an import names and that nobody speaks for; one that is there already is taken as it is.
   * Its records are kept from whoever only knows its code: a registration under it is a claim that a reviewer decides.
   */
  async enterUnclaimed(tx: Tx, facts: UnclaimedFacts): Promise<Organisation> {
    const uscc = facts.uscc === null ? null : normaliseUscc(facts.uscc);
    const known = uscc === null ? null : await tx.manager.findOneBy(Organisation, { uscc });
    if (known) return known;
    const isUsccOverridden = uscc !== null && checkUscc(uscc) !== 'ok';
    const { capabilities = ['user_unit'] } = facts;
    const organisation = { ...factsOf({ ...facts, capabilities }, this.clock.now()), uscc, isUsccOverridden };
    return this.begin(tx, organisation, { event: 'import', by: null, parties: new Set(['system' as const]) });
  }

  /**
   * An administrator edits the own organisation. Another name of a verified one has to be verified again.
   * @throws DomainError record.not_found, access.forbidden, precondition.stale, identity.under_review, request.invalid
   */
  change(actor: Actor, id: string, version: number, change: ChangeOrganisation): Promise<void> {
    return this.transactions.run(async (tx) => {
      const organisation = await this.lifecycle.visible(tx, organisationLife, actor, id);
      const parties = partiesOf(actor, organisation);
      if (!parties.has('administrator')) throw new DomainError('access.forbidden');
      assertVersion(organisation, version);
      if (change.name === null) throw new DomainError('request.invalid', { errors: [NAME_REQUIRED] });
      await this.districts.assertKnown(tx, change.districtCode, '/districtCode');
      const { name: before, state: from } = organisation;
      Object.assign(organisation, change, { updatedAt: this.clock.now() });
      assertCoordinates(organisation, '');
      if (organisation.name !== before && from === 'verifying') throw new DomainError('identity.under_review');
      if (organisation.name !== before && from === 'verified') {
        organisation.verifiedAt = null;
        const details = { before, after: organisation.name };
        return this.lifecycle.move(tx, organisationLife, organisation, {
          event: 'rename',
          by: actor,
          parties,
          details,
        });
      }
      await tx.manager.save(Organisation, organisation);
      const happening = { recordType: 'organisation', recordId: id, event: 'change', from, to: from, by: actor };
      this.history.record(tx, { ...happening, details: { fields: Object.keys(change) } });
    });
  }

  /** Organisations by id, for names on reports and lists; missing ids are left out. */
  async byIds(tx: Tx, ids: readonly (string | null)[]): Promise<Map<string, Organisation>> {
    const wanted = [...new Set(ids.filter((id) => id !== null))];
    const found = await tx.manager.findBy(Organisation, { id: In(wanted) });
    return new Map(found.map((organisation) => [organisation.id, organisation]));
  }

  /** @throws DomainError request.invalid when an id is no organisation with that capability, or none any more */
  async assertCapability(tx: Tx, id: string, capability: Capability, pointer: string): Promise<void> {
    const organisation = await tx.manager.findOneBy(Organisation, { id });
    if (!organisation?.capabilities.includes(capability) || organisation.state === 'cancelled') {
      throw new DomainError('request.invalid', { errors: [{ pointer, code: 'field.unknown_organisation' }] });
    }
  }

  private begin(tx: Tx, organisation: NewOrganisation, cause: Founding): Organisation {
    return { ...this.lifecycle.begin(tx, organisationLife, organisation, cause), version: 1 };
  }
}

type NewOrganisation = Omit<Organisation, 'state' | 'updatedAt' | 'version'>;
type Founding = Cause<OrganisationParty> & { event: OrganisationEvent };

const NAME_REQUIRED = { pointer: '/name', code: 'field.required' };

function factsOf(facts: StatedFacts, createdAt: Date): Omit<NewOrganisation, 'uscc'> {
  const { name, nameEn = null, districtCode = null, address = null, phone = null, capabilities } = facts;
  const { longitude = null, latitude = null } = facts;
  const isUsccOverridden = facts.isUsccOverridden ?? false;
  return {
    ...{ id: newId(), name, nameEn, capabilities, districtCode, address, longitude, latitude, phone },
    ...{ isUsccOverridden, verifiedAt: null, reviewNote: null, createdAt },
  };
}

type Nullable<T> = { [K in keyof T]?: T[K] | null };
type StatedFacts = Pick<CreateOrganisation, 'name' | 'capabilities'> &
  Nullable<Omit<CreateOrganisation, 'name' | 'capabilities' | 'uscc'>>;
type Coordinates = { longitude?: string | null; latitude?: string | null };

function assertCoordinates({ longitude, latitude }: Coordinates, pointer: string): void {
  if ((longitude ?? null) === null && (latitude ?? null) === null) return;
  const missing = (['longitude', 'latitude'] as const).find((name) => !{ longitude, latitude }[name]);
  if (!missing) return;
  throw new DomainError('request.invalid', { errors: [{ pointer: `${pointer}/${missing}`, code: 'field.required' }] });
}
