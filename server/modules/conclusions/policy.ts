import { personIdOf, type Caller } from '../../kernel/actor';
import { DomainError } from '../../kernel/errors';
import { assertSeen, type Contested } from '../../kernel/optimistic';
import { allowIf, type Policy } from '../../kernel/policy';
import type { Db } from '../../kernel/ports/database';
import { loadMeetingAccess, type MeetingAccess } from '../meetings';
import { isInForce, officialsOf, type OfficialDocument } from '../records';
import { findNotice, type Notice } from './repository';

export interface NoticeLoaded extends MeetingAccess {
  notice: Notice | null;
  /** What issuing made of it; null: nothing yet. */
  official: OfficialDocument | null;
}

export const isIssued = ({ official }: Pick<NoticeLoaded, 'official'>): boolean => official !== null && isInForce(official);

/** @throws DomainError `not_found` for strangers, and for those who do not see what is not issued yet (NC7). */
export async function loadNotice(db: Db, meetingId: string, caller: Caller): Promise<NoticeLoaded> {
  const loaded = await findLoaded(db, await loadMeetingAccess(db, meetingId, caller));
  if (!isIssued(loaded) && !seesDraft(loaded, personIdOf(caller))) throw new DomainError('not_found', 'not_found');
  return loaded;
}

/** The notice of a session that was loaded for somebody. */
export async function findLoaded(db: Db, access: MeetingAccess): Promise<NoticeLoaded> {
  const { id } = access.meeting;
  const [notice, [official = null]] = await Promise.all([findNotice(db, id), officialsOf(db, id, 'notice')]);
  return { ...access, notice, official };
}

/** Those who prepare the session, whoever presides, and whoever is to sign (NC7). */
export const seesDraft = ({ isSecretary, isChair, isSystem, notice }: NoticeLoaded, personId: string | null): boolean =>
  isSecretary || isChair || isSystem || (notice !== null && notice.content.signatoryId === personId);

export const writersOnly: Policy<NoticeLoaded> = (_caller, { isSecretary }) => allowIf(isSecretary, 'conclusions.secretary_only');

const NOTICE: Contested = { reason: 'conclusions.changed_elsewhere', commands: ['conclusions.draft', 'conclusions.save', 'conclusions.issue', 'conclusions.take-back'] };

/**
 * The notice that is being written. @throws DomainError `conflict` `conclusions.not_drafted`, `conclusions.issued_already` {number};
 * `conclusions.changed_elsewhere` {by, at}: what the person saw is no longer what is stored (NC3).
 */
export async function openNotice(db: Db, { notice, official }: NoticeLoaded, version: number): Promise<Notice> {
  if (official && isInForce(official)) throw new DomainError('conflict', 'conclusions.issued_already', { number: official.number });
  if (!notice) throw new DomainError('conflict', 'conclusions.not_drafted');
  await assertSeen(db, NOTICE, { objectType: 'notice', objectId: notice.meetingId }, version, notice.version);
  return notice;
}
