/** What was given, and the usual where nothing was: left out or null. */
export function orUsual<U extends object>(given: { readonly [Key in keyof U]?: U[Key] | null }, usual: U): U {
  const keys = Object.keys(usual) as (keyof U)[];
  return Object.fromEntries(keys.map((key) => [key, given[key] ?? usual[key]])) as U;
}
