import { Injectable } from '@nestjs/common';
import { qrOf } from '@nqi/platform/forms';
import type { Actor } from '@nqi/platform/identity';
import { UnmaskingService } from '@nqi/platform/personal-data';
import { cityDate } from '@nqi/shared/calendar';
import { Clock } from '@nqi/shared/clock';
import { Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { type Encrypted, maskPhone, Secrets } from '@nqi/shared/secrets';
import type { FilingFormContent, FilingFormPart, FormFiling } from './filing-form.content';
import { FILING_CONTACT_PHONE } from './filing.entity';
import { partiesOf } from './filing.policy';
import { FilingQueries, scopesOf } from './filing.queries';

/** One filing with everything that its form names. */
type Row = Omit<FormFiling, 'qrSvg' | 'submittedOn'> & {
  id: string;
  submittedAt: Date | null;
  userUnitId: string;
  institutionId: string;
  contactName: string | null;
  contactPhone: Encrypted | null;
  filedBy: string;
  institution: FilingFormPart['institution'];
  userUnit: FilingFormPart['userUnit'];
};

const ROWS = `
  SELECT f.id, f.number, f.acceptance_no AS "acceptanceNo", f.submitted_at AS "submittedAt",
    e.category_code AS "categoryCode", c.name_zh AS "categoryName", e.registration_code AS "registrationCode",
    e.use_registration_no AS "useRegistrationNo", e.internal_no AS "internalNo", e.site_name AS "siteName", e.address,
    f.district_code AS "districtCode", d.name_zh AS "districtName", m.name AS "maintenanceUnit", f.due_on AS "dueOn",
    f.requested_on AS "requestedOn", f.scheduled_on AS "scheduledOn", f.scheduled_period AS "scheduledPeriod",
    f.fee_fen AS "feeFen", f.remark, f.contact_name AS "contactName", f.contact_phone AS "contactPhone",
    f.state IN ('paid', 'scheduled', 'dispatched', 'on_site', 'concluded', 'report_issued', 'archived') AS "isPaid",
    f.user_unit_id AS "userUnitId", f.institution_id AS "institutionId", b.name AS "filedBy",
    jsonb_build_object('name', i.name, 'nameEn', i.name_en, 'address', i.address, 'phone', i.phone) AS institution,
    jsonb_build_object('name', u.name, 'uscc', u.uscc, 'address', u.address) AS "userUnit"
  FROM unnest($1::uuid[]) WITH ORDINALITY AS asked (id, place)
  JOIN elevator_filings f ON f.id = asked.id
  JOIN elevators e ON e.id = f.elevator_id
  JOIN organisations u ON u.id = f.user_unit_id
  JOIN organisations i ON i.id = f.institution_id
  JOIN organisations b ON b.id = f.filed_by_organisation_id
  LEFT JOIN organisations m ON m.id = f.maintenance_unit_id
  LEFT JOIN elevator_categories c ON c.code = e.category_code
  LEFT JOIN districts d ON d.code = f.district_code
  ORDER BY asked.place`;

/** Draws 报检单 from filings as they are now. */
@Injectable()
export class FilingFormContentService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly secrets: Secrets,
    private readonly unmasking: UnmaskingService,
    private readonly queries: FilingQueries,
  ) {}

  /** @throws DomainError access.forbidden for who is no party and wants phones in full */
  async of(actor: Actor, ids: readonly string[], reason: string | undefined): Promise<FilingFormContent> {
    const rows = await this.transactions.run((tx) => tx.sql<Row>(ROWS, [ids]));
    const parts = new Map<string, FilingFormPart>();
    for (const row of rows) {
      const key = `${row.userUnitId} ${row.institutionId} ${row.filedBy}`;
      const { institution, userUnit, filedBy } = row;
      const part = parts.get(key) ?? { institution, userUnit, filedBy, contacts: [], filings: [] };
      part.filings.push(toFiling(row));
      addContact(part, { name: row.contactName, phone: await this.phoneOf(actor, row, reason) });
      parts.set(key, part);
    }
    return { madeOn: this.clock.today(), forms: [...parts.values()] };
  }

  private async phoneOf(actor: Actor, { id, contactPhone }: Row, reason: string | undefined): Promise<string | null> {
    const place = { column: FILING_CONTACT_PHONE, id };
    if (reason === undefined) {
      const phone = this.secrets.decrypt(place, contactPhone);
      return phone && maskPhone(phone);
    }
    const filing = await this.queries.whole(actor, id);
    if (partiesOf(actor, filing, scopesOf(filing)).size === 0) throw new DomainError('access.forbidden');
    return this.unmasking.contactPhone(actor, place, contactPhone, reason);
  }
}

function toFiling({ submittedAt, ...row }: Row): FormFiling {
  const { number, acceptanceNo, categoryCode, categoryName, registrationCode, useRegistrationNo, internalNo } = row;
  const { siteName, address, districtCode, districtName, maintenanceUnit, dueOn, requestedOn, scheduledOn } = row;
  const { scheduledPeriod, feeFen, isPaid, remark } = row;
  return {
    ...{ number, qrSvg: number && qrOf(number), acceptanceNo, submittedOn: submittedAt && cityDate(submittedAt) },
    ...{ categoryCode, categoryName, registrationCode, useRegistrationNo, internalNo, siteName, address },
    ...{ districtCode, districtName, maintenanceUnit, dueOn, requestedOn, scheduledOn, scheduledPeriod },
    ...{ feeFen, isPaid, remark },
  };
}

function addContact({ contacts }: FilingFormPart, { name, phone }: FilingFormPart['contacts'][number]): void {
  if (name === null && phone === null) return;
  if (!contacts.some((one) => one.name === name && one.phone === phone)) contacts.push({ name, phone });
}
