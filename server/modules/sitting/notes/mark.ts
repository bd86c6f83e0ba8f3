import type { Db } from '../../../kernel/ports/database';
import type { NamedPerson } from '../../../shared/rules/minutes-text';
import { listSeats } from '../../meetings';
import { findNotes } from '../repository.notes';

/** That a sitting was held on paper, from when on, and how it came into the record (nhập từ ghi chép, L66). */
export interface PaperMark {
  from: Date;
  enteredAt: Date;
  by: NamedPerson;
  reason: string;
  keptBy: string;
  scanId: string | null;
  confirmedAt: Date | null;
  /** What whoever presided said to it. */
  remark: string;
}

/** Null for a sitting that was recorded as it happened. */
export async function paperMark(db: Db, meetingId: string): Promise<PaperMark | null> {
  const notes = await findNotes(db, meetingId);
  if (!notes?.enteredAt || !notes.paperFrom) return null;
  const seat = (await listSeats(db, meetingId)).find(({ personId }) => personId === notes.enteredById);
  const { reason, keptBy, scanId } = notes.content;
  return { from: notes.paperFrom, enteredAt: notes.enteredAt, by: { name: seat?.fullName ?? '', position: seat?.position ?? '' }, reason, keptBy, scanId, confirmedAt: notes.confirmedAt, remark: notes.remark };
}
