/** SQL: id, number and token of the newest report issued in the place of the superseded one `$1`. */
export const SUCCESSOR = `
  WITH RECURSIVE line AS (
    SELECT id, number, token, 0 AS step FROM reports WHERE replaces_id = $1 AND issued_at IS NOT NULL
    UNION ALL SELECT r.id, r.number, r.token, step + 1 FROM line JOIN reports r ON r.replaces_id = line.id
    WHERE r.issued_at IS NOT NULL)
  SELECT id, number, token FROM line ORDER BY step DESC LIMIT 1`;
