/** Marks in front of the person: their own client sends them, and the errand for what waits leaves them alone. */
const open = new Map<string, number>();

export function noteOpenInk(inkId: string): void {
  open.set(inkId, (open.get(inkId) ?? 0) + 1);
}

export function noteClosedInk(inkId: string): void {
  const left = (open.get(inkId) ?? 0) - 1;
  if (left > 0) open.set(inkId, left);
  else open.delete(inkId);
}

export const isInkOpen = (inkId: string): boolean => open.has(inkId);
