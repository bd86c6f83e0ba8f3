import type { InkLayer, InkOp } from '../../shared/protocol/ink';
import type { MeetingAccess } from '../meetings';
import { runsSitting } from '../meetings';

/** What a person may do with the ink of one version of a paper. */
export interface InkRights {
  canRead: boolean;
  /** May draw for everyone. */
  canShare: boolean;
  /** May use presenting ink and the laser pointer. */
  canPresent: boolean;
  /** Takes away and brings back in the private layer, and adds nothing (K21). */
  onlyErases?: boolean;
}

export const NO_RIGHTS: InkRights = { canRead: false, canShare: false, canPresent: false };

/** K3: while something new may be shown to everyone. */
export const isOpenForAll = ({ state }: Pick<MeetingAccess['meeting'], 'state'>): boolean => state !== 'closed' && state !== 'cancelled';

/** K1–K4. @param presentsItem the person presents the item the paper belongs to. */
export function inkRights(access: Pick<MeetingAccess, 'meeting' | 'seat' | 'isChair' | 'isSecretary' | 'isMember' | 'isClerk' | 'isSystem'>, presentsItem: boolean): InkRights {
  const open = isOpenForAll(access.meeting);
  const office = runsSitting(access);
  const seated = access.seat !== null;
  const shares = office || access.isMember || access.seat?.role === 'substitute' || presentsItem;
  return { canRead: seated || office, canShare: open && shares, canPresent: open && seated && (office || presentsItem) };
}

/** K10: the stream is entered by who may read the paper. */
export const mayRead = ({ canRead }: InkRights): boolean => canRead;

/** K10: what grows under a pen is shown by who may draw for everyone, the laser by who presents. */
export const mayDraw = ({ canShare, canPresent }: InkRights, laser: boolean): boolean => (laser ? canPresent : canShare);

/** K11: the private layer is the author's own, the shared one everybody's who may draw for everyone. */
export const mayAppend = ({ canRead, canShare, onlyErases }: InkRights, layer: InkLayer, kind: InkOp['kind']): boolean =>
  canRead && (layer === 'shared' ? canShare : !onlyErases || kind === 'erase' || kind === 'restore');
