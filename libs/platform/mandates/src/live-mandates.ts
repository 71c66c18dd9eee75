/** Mandates `m` that allow something on the day; `today` is the placeholder of the city's date. */
export function live(today: string): string {
  return `m.state = 'active' AND ${today}::date BETWEEN m.valid_from AND m.valid_to`;
}

/** Whether mandate `m` covers a subject of its mandator; `subject` is SQL. */
export function covers(subject: string): string {
  return `(m.covers_all OR EXISTS (SELECT FROM mandate_subjects s WHERE s.mandate_id = m.id AND s.subject_id = ${subject}))`;
}

/** The live mandates of a holder as the source `m` of a list's way, see `Conditions.orThrough`: holder, then today. */
export const HELD = `(SELECT m.id, m.kind, m.mandator_id, m.covers_all, m.scopes FROM mandates m
  WHERE m.holder_id = ? AND ${live('?')}) AS m`;

/** One row when the organisation has relied on the mandate. */
export function isReliedOn(mandate: string, organisation: string): string {
  return `SELECT organisation_id FROM mandate_reliances WHERE mandate_id = ${mandate} AND organisation_id = ${organisation}`;
}
