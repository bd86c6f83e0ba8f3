import type { LiveQuestion } from './data';

/** A question that is open, and which opening of it: withdrawn and opened again it is another vote. */
export const openOf = ({ id, openedAt }: LiveQuestion): string => `${id}:${openedAt?.toISOString() ?? ''}`;
