import type { DataSource, EntityTarget, ObjectLiteral } from 'typeorm';

const cache = new WeakMap<DataSource, Map<string, string>>();

/**
 * `alias.created_at AS "createdAt", …`: the select list that gives rows the shape of the entity.
 * @param only the properties to select; default: all that the entity selects
 */
export function columnsOf(
  dataSource: DataSource,
  entity: EntityTarget<ObjectLiteral>,
  alias: string,
  only?: readonly string[],
): string {
  const known = cache.get(dataSource) ?? new Map<string, string>();
  cache.set(dataSource, known);
  const { tableName, columns } = dataSource.getMetadata(entity);
  const key = `${tableName} ${alias} ${only?.join() ?? ''}`;
  const list =
    known.get(key) ??
    columns
      .filter(({ propertyName, isSelect }) => only?.includes(propertyName) ?? isSelect)
      .map(({ databaseName, propertyName }) => `${alias}.${databaseName} AS "${propertyName}"`)
      .join(', ');
  known.set(key, list);
  return list;
}

/** Makes a text match itself inside LIKE and ILIKE. */
export function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (character) => `\\${character}`);
}
