/** Rows in the order wanted; rows the order does not know come last, ids it knows no more are left out. */
export function inOrder<T extends { id: string }>(rows: readonly T[], order: readonly string[] | null): T[] {
  if (!order) return [...rows];
  const place = new Map(order.map((id, index) => [id, index]));
  return [...rows].sort((a, b) => (place.get(a.id) ?? rows.length) - (place.get(b.id) ?? rows.length));
}
