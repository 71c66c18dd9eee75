import { type Actor, regulatedPrefixes } from '@nqi/platform/identity';
import { covers, HELD } from '@nqi/platform/mandates';
import { Conditions } from '@nqi/shared/http';
import { ELEVATOR } from './devices/elevator-mandate.kind';

/** A table with the columns of the organisations, and who sees its rows. */
interface Seen {
  readonly alias: string;
  /** The column of the contractor that sees a row without a mandate. */
  readonly contractor: string;
  /** The column of the device. */
  readonly device: string;
  /** Under which others than user unit and contractor see a row. */
  readonly others: string;
  /** Under which the holder of mandate `m` over the device sees a row. */
  readonly mandated: string;
}

export const DEVICES: Seen = {
  ...{ alias: 'e', contractor: 'maintenance_unit_id', device: 'id' },
  ...{ others: 'true', mandated: 'true' },
};

export const FILINGS: Seen = {
  ...{ alias: 'f', contractor: 'filed_by_organisation_id', device: 'elevator_id' },
  ...{ others: 'f.number IS NOT NULL', mandated: `(f.number IS NOT NULL OR 'file' = ANY(m.scopes))` },
};

/**
 * The SQL twin of the policies' `canSee`: one way for each thing that the actor's organisation is, each with an index of
 * its own. Through a mandate rows are found among those of its mandator, in the order of the list.
 */
export function visibleTo(actor: Actor, { alias, others, ...seen }: Seen, today: string): Conditions {
  const { roles, capabilities, organisationId } = actor;
  if (roles.has('operator')) return new Conditions().or(others);
  const where = new Conditions();
  if (capabilities.has('user_unit')) where.or(`${alias}.user_unit_id = ?`, organisationId);
  if (capabilities.has('maintenance_unit')) {
    const isCovered = `m.kind = '${ELEVATOR}' AND ${covers(`${alias}.${seen.device}`)}`;
    const way = `${alias}.user_unit_id = m.mandator_id AND ${isCovered} AND ${seen.mandated}`;
    where.or(`${alias}.${seen.contractor} = ?`, organisationId).orThrough(HELD, way, organisationId, today);
  }
  if (capabilities.has('institution')) where.or(`${alias}.institution_id = ? AND ${others}`, organisationId);
  for (const prefix of regulatedPrefixes(actor)) where.or(`${alias}.district_code LIKE ? || '%' AND ${others}`, prefix);
  return where.alternatives.length > 0 ? where : where.add('false');
}
