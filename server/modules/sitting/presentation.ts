import { runsSitting, type MeetingAccess, type Seat } from '../meetings';
import type { SittingItem } from './agenda-item';

/** Who is presenting which page of which paper (Người trình bày). */
export interface Presentation {
  personId: string;
  documentId: string;
  page: number;
  updatedAt: Date;
}

/** A paper as the sitting shows it. */
export interface Paper {
  id: string;
  itemId: string | null;
  title: string;
  kind: string;
  pages: number;
  /** Number of its newest version; 0 while it has none. */
  version: number;
  /** Why the newest took the place of the one before. */
  reason: string | null;
  /** Names the marks made on that version. */
  inkId: string;
}

/** Chair and secretary any paper, the presenter of the current item those of that item (L14). */
export function mayPresent(access: MeetingAccess, current: Pick<SittingItem, 'id' | 'presenterId'> | null, paper: Pick<Paper, 'itemId'>): boolean {
  if (runsSitting(access)) return true;
  if (!access.seat || !current || current.presenterId !== access.seat.personId) return false;
  return paper.itemId === current.id;
}

/** The offices that may lead through every paper of the session (L14). */
export const leadsAnyPaper = (seat: Pick<Seat, 'role'>): boolean => seat.role === 'chair' || seat.role === 'secretary' || seat.role === 'assistant';
