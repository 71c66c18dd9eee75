/** What is still to be paid for an order: its prices without items that were not done; nothing once it is settled. */
export function dueFen(
  { settledAt }: { readonly settledAt: Date | null },
  items: readonly { readonly priceFen: number | null; readonly notDoneReason: string | null }[],
): number {
  if (settledAt) return 0;
  return items.reduce((sum, { priceFen, notDoneReason }) => sum + (notDoneReason === null ? (priceFen ?? 0) : 0), 0);
}
