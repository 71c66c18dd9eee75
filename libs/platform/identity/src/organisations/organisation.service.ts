import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { insertMany, Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { newId } from '@nqi/shared/ids';
import { In } from 'typeorm';
import type { Capability } from '../actor';
import { Districts } from '../districts/districts';
import type { CreateOrganisation } from './organisation.dto';
import { Organisation } from './organisation.entity';
import { checkUscc, isUsccAdmissible, normaliseUscc } from './uscc';

@Injectable()
export class OrganisationService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly districts: Districts,
  ) {}

  /**
   * Enters an organisation once.
   * @param pointer where the facts stand in the request
   * @throws DomainError identity.uscc_taken; request.invalid for a code that fails its check or an unknown district
   */
  create(facts: CreateOrganisation, pointer = ''): Promise<Organisation> {
    const uscc = normaliseUscc(facts.uscc);
    if (!(facts.isUsccOverridden ? isUsccAdmissible(uscc) : checkUscc(uscc) === 'ok')) {
      throw new DomainError('request.invalid', { errors: [{ pointer: `${pointer}/uscc`, code: 'field.bad_uscc' }] });
    }
    return this.transactions.run(async (tx) => {
      await this.districts.assertKnown(tx, facts.districtCode, `${pointer}/districtCode`);
      const now = this.clock.now();
      const { name, nameEn = null, districtCode = null, address = null, phone = null, capabilities } = facts;
      const isUsccOverridden = facts.isUsccOverridden ?? false;
      const organisation: Organisation = {
        ...{ id: newId(), name, nameEn, uscc, isUsccOverridden, capabilities, districtCode, address, phone },
        ...{ version: 1, createdAt: now, updatedAt: now },
      };
      const inserted = await insertMany(tx, Organisation, [organisation]);
      if (inserted.size === 0) throw new DomainError('identity.uscc_taken');
      return organisation;
    });
  }

  /** Organisations by id, for names on reports and lists; missing ids are left out. */
  async byIds(tx: Tx, ids: readonly (string | null)[]): Promise<Map<string, Organisation>> {
    const wanted = [...new Set(ids.filter((id) => id !== null))];
    const found = await tx.manager.findBy(Organisation, { id: In(wanted) });
    return new Map(found.map((organisation) => [organisation.id, organisation]));
  }

  /** @throws DomainError request.invalid when an id is no organisation with that capability */
  async assertCapability(tx: Tx, id: string, capability: Capability, pointer: string): Promise<void> {
    const organisation = await tx.manager.findOneBy(Organisation, { id });
    if (!organisation?.capabilities.includes(capability)) {
      throw new DomainError('request.invalid', { errors: [{ pointer, code: 'field.unknown_organisation' }] });
    }
  }
}
