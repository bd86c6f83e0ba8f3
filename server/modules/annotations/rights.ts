import type { MeetingAccess } from '../meetings';
import { runsSitting } from '../meetings';

/** What a person may do with the ink of one paper. */
export interface InkRights {
  canRead: boolean;
  canShare: boolean;
  canPresent: boolean;
}

/** K1–K4. @param presentsItem the person presents the item the paper belongs to. */
export function inkRights(access: Pick<MeetingAccess, 'meeting' | 'seat' | 'isChair' | 'isSecretary' | 'isMember' | 'isClerk' | 'isSystem'>, presentsItem: boolean): InkRights {
  const open = access.meeting.state !== 'closed' && access.meeting.state !== 'cancelled';
  const office = runsSitting(access);
  const seated = access.seat !== null;
  const shares = office || access.isMember || access.seat?.role === 'substitute' || presentsItem;
  return { canRead: seated || office, canShare: open && shares, canPresent: open && seated && (office || presentsItem) };
}
