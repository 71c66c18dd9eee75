/** 样品编号: the number of the order and the position of the item in it. */
export function sampleNoOf(orderNumber: string, position: number): string {
  return `${orderNumber}-${String(position).padStart(2, '0')}`;
}
