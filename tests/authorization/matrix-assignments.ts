import { randomUUID } from 'node:crypto';
import { ROLES, type Role, type World } from './world';

const row = (input: (world: World) => unknown, allow: readonly Role[], forbid: readonly Role[] = []) => ({ input, allow, forbid });
const PEOPLE: readonly Role[] = ROLES.filter((role) => role !== 'anonymous');
const SEATED: readonly Role[] = ['guest', 'member', 'presenter', 'secretary', 'chair'];
/** Everybody of its session, the office of its body, and who works for the responsible unit. */
const KNOWS: readonly Role[] = [...SEATED, 'clerk', 'officer', 'foreign_clerk', 'foreign_officer'];
const but = (roles: readonly Role[], ...left: Role[]): Role[] => roles.filter((role) => !left.includes(role));

/** Rows of the matrix about assignments; the foreign officer and clerk work for the commune that is responsible. */
export const ASSIGNMENT_ROWS = {
  'assignments.draft': row(({ approved }) => ({ itemId: approved.itemId, text: 'Hoàn thiện', unitId: randomUUID(), due: { workingDays: 5 }, outcome: 'Báo cáo' }), ['secretary'], ['clerk', 'guest', 'member', 'presenter', 'chair']),
  'assignments.issue': row(({ approved }) => ({ meetingId: approved.meetingId }), ['secretary'], ['clerk', 'guest', 'member', 'presenter', 'chair']),
  'assignments.update': row(({ assignmentId }) => ({ assignmentId, version: 2, text: 'Hoàn thiện', unitId: randomUUID(), due: { on: '2027-01-04' }, outcome: 'Báo cáo', reason: 'Đổi' }), ['secretary', 'officer'], but(KNOWS, 'secretary', 'officer')),
  'assignments.withdraw': row(({ assignmentId }) => ({ assignmentId, version: 2, reason: 'Không còn cần' }), ['secretary', 'officer'], but(KNOWS, 'secretary', 'officer')),
  'assignments.report': row(({ assignmentId }) => ({ assignmentId, version: 2, progress: 'working' }), ['foreign_officer', 'foreign_clerk'], but(KNOWS, 'foreign_officer', 'foreign_clerk')),
  'assignments.settle-completion': row(({ assignmentId }) => ({ assignmentId, version: 2, isConfirmed: true }), ['secretary', 'officer'], but(KNOWS, 'secretary', 'officer')),
  'assignments.settle-extension': row(({ assignmentId }) => ({ assignmentId, version: 2, isAgreed: true }), ['secretary', 'officer', 'chair'], but(KNOWS, 'secretary', 'officer', 'chair')),
  'assignments.add-to-agenda': row(({ assignmentId, published }) => ({ assignmentId, meetingId: published.meetingId }), ['secretary'], ['guest', 'member', 'presenter', 'chair']),
  'assignments.detail': row(({ assignmentId }) => ({ assignmentId }), KNOWS),
  'assignments.list': row(() => ({}), PEOPLE),
  'assignments.mine': row(() => ({}), PEOPLE),
  'assignments.of-session': row(({ approved }) => ({ meetingId: approved.meetingId }), [...SEATED, 'clerk']),
  'assignments.results': row(({ published }) => ({ meetingId: published.meetingId }), SEATED),
  // the notice of conclusions of a session that nobody drafted one of
  'conclusions.draft': row(({ closed }) => ({ meetingId: closed.meetingId }), ['secretary'], ['chair']),
  'conclusions.save': row(({ closed, ids }) => ({ meetingId: closed.meetingId, version: 1, parts: [{ part: 'closing', text: 'Hết./.' }], recipients: ['Lưu: VT'], signatoryId: ids.chair, capacity: 'own' }), ['secretary'], ['chair']),
  'conclusions.issue': row(({ closed }) => ({ meetingId: closed.meetingId, version: 1 }), ['secretary'], ['chair']),
  'conclusions.take-back': row(({ closed }) => ({ meetingId: closed.meetingId }), ['secretary'], ['chair']),
  'conclusions.notice': row(({ closed }) => ({ meetingId: closed.meetingId }), ['secretary', 'chair']),
  'conclusions.of-session': row(({ closed }) => ({ meetingId: closed.meetingId }), [...SEATED, 'clerk']),
  'conclusions.tasks': row(() => ({}), PEOPLE),
  'mail.queue-assignment-reminders': row(() => ({ after: null }), []),
  'mail.assignments-due': row(() => ({}), []),
};
