import { fileOnDisk } from '../support/file-on-disk';
import { randomUUID } from 'node:crypto';
import { PIN } from '../integration/minutes/session';
import { FACTS, SEAL, type Role, type World } from './world';
import { namedId } from '../support/named-id';

/**
 * One row per command, query and live view: who gets through, who is told why not. Everybody else must not learn that
 * the thing exists (`not_found`), or has to sign in.
 */
export interface MatrixRow {
  input: (world: World) => unknown;
  /** Gets past the policy; what a wrong state or a wrong PIN does then is no matter of rights. */
  allow: readonly Role[];
  /** Knows of the thing, may not do this, and gets the reason. */
  forbid?: readonly Role[];
}

const PEOPLE: readonly Role[] = ['stranger', 'admin', 'clerk', 'officer', 'foreign_clerk', 'foreign_officer', 'guest', 'member', 'presenter', 'secretary', 'chair'];
const EVERYONE: readonly Role[] = ['anonymous', ...PEOPLE];
const SEATED: readonly Role[] = ['guest', 'member', 'presenter', 'secretary', 'chair'];
const but = (roles: readonly Role[], ...left: Role[]): Role[] => roles.filter((role) => !left.includes(role));

const row = (input: MatrixRow['input'], allow: readonly Role[], forbid: readonly Role[] = []): MatrixRow => ({ input, allow, forbid });
const programOnly = (input: MatrixRow['input']): MatrixRow => row(input, []);
const adminOnly = (input: MatrixRow['input']): MatrixRow => row(input, ['admin'], but(PEOPLE, 'admin'));
const secretaryOnly = (input: MatrixRow['input']): MatrixRow => row(input, ['secretary'], but(SEATED, 'secretary'));
const officersOfSitting = (input: MatrixRow['input']): MatrixRow => row(input, ['secretary', 'chair'], ['guest', 'member', 'presenter']);
const seated = (input: MatrixRow['input']): MatrixRow => row(input, SEATED);
/** A draft is seen by those who prepare it, nobody else. */
const preparing = (input: MatrixRow['input']): MatrixRow => row(input, ['secretary']);

const DAY = '2026-01-01';
const facts = { title: 'Phiên họp', kind: 'regular', startsAt: '2026-12-26T01:00:00Z', endsAt: '2026-12-26T05:00:00Z', place: 'Phòng họp', form: 'room' };
const item = { kind: 'item', title: 'Nội dung', durationMin: 20 };
const unit = { name: 'Sở Tài chính', shortName: 'STC', kind: 'department', validFrom: DAY };
const person = { userName: 'moi.den', fullName: 'Mới Đến' };

export const MATRIX: Record<string, MatrixRow> = {
  // identity
  'identity.sign-in': row(() => ({ userName: 'khong.co', password: 'sai mật khẩu rồi' }), EVERYONE),
  'identity.sign-out': row(() => ({}), PEOPLE),
  'identity.change-password': row(() => ({ current: 'sai mật khẩu rồi', next: 'sáu con cua đi ngang qua cầu' }), PEOPLE),
  'identity.issue-link': adminOnly(({ ids }) => ({ kind: 'set_password', personId: ids.stranger })),
  'identity.request-link': adminOnly(({ ids }) => ({ personId: ids.stranger })),
  'identity.release-link': adminOnly(({ linkRequestId }) => ({ requestId: linkRequestId })),
  'identity.refuse-link': adminOnly(({ linkRequestId }) => ({ requestId: linkRequestId })),
  'identity.link-requests': adminOnly(() => ({})),
  'identity.prepare-slips': adminOnly(({ ids }) => ({ personIds: [ids.stranger] })),
  'identity.release-slips': adminOnly(({ slipBatchId }) => ({ batchId: slipBatchId })),
  'identity.refuse-slips': adminOnly(({ slipBatchId }) => ({ batchId: slipBatchId })),
  'identity.slips': adminOnly(() => ({})),
  'identity.my-sign-ins': row(() => ({}), PEOPLE),
  'identity.end-sign-in': row(({ own }) => ({ signInId: own.signInId }), ['member']),
  'identity.forget-device': row(({ own }) => ({ deviceId: own.deviceId }), ['member']),
  'identity.notices': row(() => ({}), PEOPLE),
  'identity.read-notice': row(({ own }) => ({ noticeId: own.noticeId }), ['member']),
  'identity.redeem-link': row(({ linkToken }) => ({ token: linkToken, password: 'sáu con cua đi ngang qua cầu' }), EVERYONE),
  'identity.link': row(({ linkToken }) => ({ token: linkToken }), EVERYONE),
  'identity.set-locale': row(() => ({ locale: 'en' }), PEOPLE),
  'identity.keep-alive': programOnly(({ newId }) => ({ signInIds: [newId()] })),
  'identity.mark-sample': programOnly(() => ({ accounts: ['a'] })),
  'identity.resolve-sign-in': programOnly(() => ({ token: 'x' })),
  'identity.set-unlock-code': row(() => ({ password: 'sai mật khẩu rồi', code: '482915' }), PEOPLE),
  'identity.unlock-code': row(() => ({}), PEOPLE),
  'identity.lock-sign-in': row(() => ({}), PEOPLE),
  // Knowing both cookies of a locked browser is the right to try.
  'identity.unlock-sign-in': row(() => ({ token: 'x', device: 'x', code: '482915' }), EVERYONE),
  'identity.lock': programOnly(() => ({ token: 'x', device: 'x' })),
  'identity.first-steps': adminOnly(() => ({})),
  'identity.keep-device-secret': programOnly(() => ({})),
  'identity.device-key': row(() => ({}), PEOPLE),
  'identity.installation': programOnly(() => ({})),
  // watch
  'watch.note-clock': programOnly(() => ({})),
  'watch.note-step': programOnly(() => ({ seconds: 60, when: 'running', machine: '2026-11-26T01:00:00.000Z' })),
  'watch.note-counts': programOnly(() => ({ topic: 'sign_in', seconds: 300, total: 1, subjects: [] })),
  'watch.recent': adminOnly(() => ({})),
  // jobs
  'jobs.overview': adminOnly(() => ({})),
  'jobs.retry': adminOnly(({ own }) => ({ jobId: own.jobId })),
  'jobs.forget': programOnly(() => ({})),
  'jobs.state': row(({ own }) => ({ jobId: own.jobId }), ['member', 'admin']),
  'jobs.cancel': row(({ own }) => ({ jobId: own.jobId }), ['member', 'admin']),
  // exports
  'exports.subject': row(({ published }) => ({ kind: 'session', subjectId: published.meetingId }), ['secretary', 'chair'], ['guest', 'member', 'presenter']),
  'exports.request': row(({ bodyId }) => ({ kind: 'body', subjectId: bodyId }), ['admin', 'secretary', 'chair'], but(PEOPLE, 'admin', 'secretary', 'chair')),
  'exports.list': row(() => ({}), PEOPLE),
  'exports.file': row(({ own }) => ({ exportId: own.exportId }), ['member']),
  'exports.remove': row(({ own }) => ({ exportId: own.exportId }), ['member']),
  'exports.outline': programOnly(({ own }) => ({ exportId: own.exportId, after: null })),
  'exports.page': programOnly(({ published }) => ({ kind: 'session', subjectId: published.meetingId, section: 'audit', after: null })),
  'exports.files': programOnly(({ published }) => ({ meetingId: published.meetingId, of: 'papers', after: null })),
  'exports.ink-papers': programOnly(({ published }) => ({ inkIds: [published.documentId], ownerId: randomUUID() })),
  'exports.ended': programOnly(() => ({})),
  'exports.record-made': programOnly(({ own }) => ({ exportId: own.exportId, blobKey: randomUUID(), sha256: '0'.repeat(64), size: 10, files: 1, missing: 0 })),
  'exports.forget': programOnly(({ own }) => ({ exportIds: [own.exportId] })),
  // packs
  'packs.numbers': seated(({ published }) => ({ meetingId: published.meetingId })),
  'packs.run': seated(({ published }) => ({ documentId: published.documentId })),
  'packs.session': seated(({ published }) => ({ meetingId: published.meetingId })),
  'packs.request': seated(({ published }) => ({ meetingId: published.meetingId, large: false, part: null, forId: null })),
  'packs.hand-out': seated(({ own }) => ({ packId: own.packId, print: false })),
  'packs.file': seated(({ own }) => ({ packId: own.packId })),
  'packs.order': programOnly(({ own }) => ({ packId: own.packId })),
  'packs.ended': programOnly(() => ({})),
  'packs.record-made': programOnly(({ own }) => ({ packId: own.packId, blobKey: randomUUID(), sha256: '0'.repeat(64), size: 10, pages: 1, missing: 0, seal: SEAL })),
  'packs.update-numbers': programOnly(({ published }) => ({ meetingId: published.meetingId, position: 1 })),
  'packs.forget': programOnly(({ own }) => ({ packIds: [own.packId] })),
  // retention
  'retention.periods': row(() => ({}), PEOPLE),
  'retention.rules': adminOnly(() => ({})),
  'retention.set-periods': adminOnly(() => ({ periods: { marks: 24, places: 24, looks: 24, notices: 12 } })),
  'retention.leaving': adminOnly(({ ids }) => ({ personId: ids.stranger })),
  'retention.delete-person': adminOnly(({ ids }) => ({ personId: ids.stranger, reason: 'Nghỉ hưu' })),
  'retention.removals': adminOnly(() => ({})),
  'retention.removal': adminOnly(({ removalId }) => ({ removalId })),
  'retention.remove-expired': programOnly(() => ({ rule: 'notices' })),
  'retention.remove-marks': programOnly(() => ({ after: '' })),
  'retention.end-round': programOnly(() => ({})),
  'retention.remove-rest': programOnly(({ removalId }) => ({ removalId })),
  // organization
  'organization.directory': adminOnly(() => ({})),
  'organization.bodies': row(() => ({}), PEOPLE),
  'organization.create-unit': adminOnly(() => unit),
  'organization.update-unit': adminOnly(({ unitId }) => ({ unitId, version: 1, ...unit })),
  'organization.create-person': adminOnly(() => person),
  'organization.update-person': adminOnly(({ ids }) => ({ personId: ids.stranger, version: 1, ...person, blocked: false })),
  'organization.import-people': adminOnly(() => ({ rows: [{ ...person, title: '', unit: '', email: '', roles: '' }] })),
  'organization.create-body': adminOnly(({ unitId }) => ({ name: 'Ủy ban', shortName: 'UB', unitId, validFrom: DAY })),
  'organization.update-body': adminOnly(({ bodyId, unitId }) => ({ bodyId, version: 1, name: 'Ủy ban', shortName: 'UB', unitId, validFrom: DAY })),
  'organization.add-membership': adminOnly(({ bodyId, ids }) => ({ bodyId, personId: ids.stranger, position: 'Ủy viên', protocolOrder: 9, validFrom: DAY })),
  'organization.end-membership': adminOnly(({ membershipId }) => ({ membershipId, validTo: '2026-12-31' })),
  // meetings
  'meetings.home': row(() => ({}), PEOPLE),
  'meetings.now': row(() => ({}), PEOPLE),
  'meetings.list': row(() => ({}), PEOPLE),
  'meetings.find-people': row(() => ({ text: 'Vân' }), ['officer', 'foreign_officer', 'secretary'], but(PEOPLE, 'officer', 'foreign_officer', 'secretary')),
  'meetings.editor': row(() => ({}), ['officer', 'foreign_officer', 'secretary'], but(PEOPLE, 'officer', 'foreign_officer', 'secretary')),
  'meetings.create': row(({ bodyId, ids }) => ({ ...facts, bodyId, chairId: ids.chair, secretaryId: ids.secretary }), ['officer', 'secretary'], but(PEOPLE, 'officer', 'secretary')),
  'meetings.detail': seated(({ published }) => ({ meetingId: published.meetingId })),
  'meetings.update-facts': secretaryOnly(({ published }) => ({ meetingId: published.meetingId, version: 1, ...facts })),
  'meetings.set-attendees': secretaryOnly(({ published, ids }) => ({ meetingId: published.meetingId, version: 1, chairId: ids.chair, secretaryId: ids.secretary })),
  'meetings.add-guest': secretaryOnly(({ published, ids }) => ({ meetingId: published.meetingId, personId: ids.stranger })),
  'meetings.remove-attendee': secretaryOnly(({ published }) => ({ meetingId: published.meetingId, seatId: published.guestSeatId })),
  'meetings.substitute': secretaryOnly(({ published, ids }) => ({ meetingId: published.meetingId, memberId: ids.member, personId: ids.stranger })),
  'meetings.publish': preparing(({ draft }) => ({ meetingId: draft.meetingId, version: 1 })),
  'meetings.cancel': secretaryOnly(({ published }) => ({ meetingId: published.meetingId, version: 1, reason: 'Bão' })),
  'meetings.changes': seated(({ published }) => ({ meetingId: published.meetingId })),
  'meetings.settle-changes': seated(({ published }) => ({ meetingId: published.meetingId, picture: '0'.repeat(64) })),
  'meetings.set-guest-item': secretaryOnly(({ published }) => ({ meetingId: published.meetingId, seatId: published.guestSeatId, itemId: published.itemId })),
  'meetings.note-seen-as': secretaryOnly(({ published, ids }) => ({ meetingId: published.meetingId, as: ids.member })),
  'meetings.record-look': seated(({ published }) => ({ meetingId: published.meetingId, picture: '0'.repeat(64) })),
  // agenda
  'agenda.list': seated(({ published }) => ({ meetingId: published.meetingId })),
  'agenda.editor': secretaryOnly(({ published }) => ({ meetingId: published.meetingId })),
  'agenda.copy': preparing(({ draft, published }) => ({ meetingId: draft.meetingId, fromId: published.meetingId })),
  'agenda.add-item': secretaryOnly(({ published }) => ({ meetingId: published.meetingId, ...item })),
  'agenda.set-audience': secretaryOnly(({ published }) => ({ itemId: published.itemId, version: 1, kind: 'members' })),
  'agenda.update-item': secretaryOnly(({ published }) => ({ itemId: published.itemId, version: 1, ...item })),
  'agenda.remove-item': preparing(({ draft }) => ({ itemId: draft.itemId, version: 1 })),
  'agenda.reorder': secretaryOnly(({ published }) => ({ meetingId: published.meetingId, before: published.itemIds, order: published.itemIds })),
  // documents
  'documents.list': seated(({ published }) => ({ meetingId: published.meetingId })),
  'documents.file': seated(({ published }) => ({ documentId: published.documentId })),
  'documents.original': secretaryOnly(({ published }) => ({ documentId: published.documentId, version: 1 })),
  'documents.open': seated(({ published }) => ({ documentId: published.documentId })),
  'documents.progress': seated(({ published }) => ({ meetingId: published.meetingId })),
  'documents.admission': secretaryOnly(({ published }) => ({ meetingId: published.meetingId })),
  'documents.attach': secretaryOnly(({ published, own }) => ({ meetingId: published.meetingId, itemId: published.itemId, intakeId: own.heldId })),
  'documents.replace': secretaryOnly(({ published, own }) => ({ documentId: published.documentId, reason: 'Sửa số liệu', intakeId: own.heldId })),
  'documents.rename': secretaryOnly(({ published }) => ({ documentId: published.documentId, version: 1, title: 'Tên mới' })),
  'documents.move': secretaryOnly(({ published }) => ({ documentId: published.documentId, version: 1, itemId: null })),
  'documents.reorder': secretaryOnly(({ published }) => ({ meetingId: published.meetingId, itemId: published.itemId, order: [published.documentId] })),
  'documents.set-audience': secretaryOnly(({ published, unitId }) => ({ documentId: published.documentId, version: 1, kind: 'named', unitIds: [unitId] })),
  'documents.withdraw': secretaryOnly(({ published }) => ({ documentId: published.documentId, version: 1 })),
  // What waits for an answer is known to the one who sent it; here that is the secretary.
  'documents.hold': secretaryOnly(({ published, own }) => ({ meetingId: published.meetingId, itemId: published.itemId, intakeId: own.heldId })),
  'documents.receive': programOnly(({ published, ids }) => ({ meetingId: published.meetingId, personId: ids.stranger, sendId: null, file: { blobKey: randomUUID(), sha256: '0'.repeat(64), size: 10, fileName: 'to-trinh.pdf' } })),
  'documents.record-inspection': programOnly(({ own }) => ({ intakeId: own.heldId, verdict: { ok: true, facts: FACTS } })),
  'documents.staged': programOnly(({ own }) => ({ intakeId: own.heldId })),
  'documents.intake': row(({ own }) => ({ intakeId: own.heldId }), ['secretary']),
  'documents.sent': row(({ own, published }) => ({ meetingId: published.meetingId, sendId: own.sendId }), ['secretary']),
  'documents.held-file': row(({ own }) => ({ heldId: own.heldId }), ['secretary']),
  'documents.held': secretaryOnly(({ published }) => ({ meetingId: published.meetingId })),
  'documents.confirm-held': row(({ own }) => ({ heldId: own.heldId }), ['secretary']),
  'documents.refuse-held': row(({ own }) => ({ heldId: own.heldId }), ['secretary']),
  'documents.forget-intakes': programOnly(({ published }) => ({ meetingId: published.meetingId })),
  'documents.to-erase': programOnly(({ newId }) => ({ keys: [newId()] })),
  'documents.note-erased': programOnly(({ own }) => ({ intakeIds: [own.heldId] })),
  'documents.record-downloads': programOnly(({ ids, published }) => ({ from: new Date(), downloads: [{ personId: ids.member, kind: 'document', id: published.documentId, version: 1, answers: 1 }] })),
  'documents.scan-words': seated(({ published }) => ({ documentId: published.documentId, version: 1, page: 1 })),
  'documents.picture': seated(({ published }) => ({ documentId: published.documentId, version: 1, page: 1 })),
  'documents.pictures': seated(({ published }) => ({ documentId: published.documentId, version: 1 })),
  'documents.next-pictures': programOnly(({ newId }) => ({ versionId: newId(), pages: 1 })),
  'documents.next-scans': programOnly(({ newId }) => ({ versionId: newId(), pages: 1 })),
  'documents.note-scans': programOnly(({ newId }) => ({ versionId: newId(), pages: [1] })),
  'documents.record-scans': programOnly(({ newId }) => ({ versionId: newId(), pages: [{ page: 1, words: [], tookMs: 1 }] })),
  'documents.record-picture': programOnly(({ newId }) => ({ versionId: newId(), page: 1, tookMs: 1, outcome: { failure: 'timeout' } })),
  'documents.comparison': seated(({ published }) => ({ documentId: published.documentId, from: 1, to: 2 })),
  'documents.changes': seated(({ published }) => ({ meetingId: published.meetingId, known: [{ documentId: published.documentId, number: 1 }] })),
  'documents.comparison-work': programOnly(({ newId }) => ({ oldId: newId(), newId: newId() })),
  'documents.record-comparison': programOnly(({ newId }) => ({ oldId: newId(), newId: newId(), compared: null })),
  'documents.request-comparison': seated(({ published }) => ({ documentId: published.documentId, from: 1, to: 2 })),
  'documents.save-place': seated(({ published }) => ({ documentId: published.documentId, deviceId: namedId('d'), page: 1, offset: 0, zoom: 1 })),
  // annotations
  'annotations.ink-access': programOnly(({ published, ids }) => ({ inkId: published.documentId, personId: ids.member })),
  'annotations.reading': seated(({ published }) => ({ documentId: published.documentId })),
  'annotations.carried': seated(({ published }) => ({ documentId: published.documentId })),
  'annotations.request-carrying': seated(({ published }) => ({ documentId: published.documentId })),
  // Of other people's marks nobody learns anything; here they are a member's.
  'annotations.settle-marks': row(({ published, own }) => ({ documentId: published.documentId, marks: [{ id: own.carriedId, as: 'let_go' }] }), ['member']),
  'annotations.start-carrying': programOnly(({ published }) => ({ documentId: published.documentId })),
  'annotations.carry-work': programOnly(({ published }) => ({ documentId: published.documentId })),
  'annotations.carry-state': programOnly(({ published, ids, newId }) => ({ documentId: published.documentId, versionId: newId(), ownerId: ids.member })),
  'annotations.record-carried': programOnly(({ published, ids, newId }) => ({ documentId: published.documentId, versionId: newId(), ownerId: ids.member, marks: [], withdrawn: [], restored: [], cursors: [] })),
  // voting
  'voting.questions': seated(({ running }) => ({ meetingId: running.meetingId })),
  'voting.create-question': secretaryOnly(({ running }) => ({ meetingId: running.meetingId, itemId: running.itemId, text: 'Thống nhất?', kind: 'approve' })),
  'voting.update-question': secretaryOnly(({ running }) => ({ meetingId: running.meetingId, questionId: running.questionId, version: 1, text: 'Thống nhất?', kind: 'approve' })),
  'voting.remove-question': secretaryOnly(({ running }) => ({ meetingId: running.meetingId, questionId: running.questionId, version: 1 })),
  'voting.open-question': officersOfSitting(({ running }) => ({ meetingId: running.meetingId, questionId: running.questionId })),
  'voting.withdraw-question': officersOfSitting(({ running }) => ({ meetingId: running.meetingId, questionId: running.questionId })),
  'voting.cast-ballot': row(({ running }) => ({ meetingId: running.meetingId, questionId: running.questionId, choice: 'for' }), ['member', 'presenter', 'chair'], ['guest', 'secretary']),
  'voting.enter-answer': officersOfSitting(({ running, ids }) => ({ meetingId: running.meetingId, questionId: running.questionId, voterId: ids.member, choice: 'for' })),
  'voting.call-next': officersOfSitting(({ running }) => ({ meetingId: running.meetingId, questionId: running.questionId, calledId: null })),
  'voting.close-question': officersOfSitting(({ running }) => ({ meetingId: running.meetingId, questionId: running.questionId })),
  'voting.continue-by-hands': officersOfSitting(({ running }) => ({ meetingId: running.meetingId, questionId: running.questionId })),
  'voting.close-due': programOnly(({ running }) => ({ meetingId: running.meetingId, questionId: running.questionId, openedAt: '2026-11-26T01:00:00.000Z' })),
  'voting.my-ballot': seated(({ running }) => ({ meetingId: running.meetingId })),
  'voting.roll': seated(({ running }) => ({ meetingId: running.meetingId, questionId: running.questionId })),
  'voting.record-show-of-hands': officersOfSitting(({ running }) => ({ meetingId: running.meetingId, questionId: running.questionId, present: 19, hands: { kind: 'approve', for: 19, against: 0, abstain: 0 } })),
  // sitting
  'sitting.live': seated(({ running }) => running.meetingId),
  'sitting.live-snapshot': seated(({ running }) => ({ meetingId: running.meetingId })),
  'sitting.console': officersOfSitting(({ running }) => ({ meetingId: running.meetingId })),
  'sitting.pair-screen': secretaryOnly(({ running }) => ({ meetingId: running.meetingId, code: 'K7M 4QX' })),
  'sitting.remove-screen': secretaryOnly(({ running, newId }) => ({ meetingId: running.meetingId, screenId: newId() })),
  'sitting.screens': secretaryOnly(({ running }) => ({ meetingId: running.meetingId })),
  // The token of the browser is the right to ask, and to take up what was offered to it.
  'sitting.claim-screen': row(() => ({ token: 'mot-man-hinh-khong-ai-biet' }), EVERYONE),
  'sitting.wall-screen': row(() => ({ token: 'mot-man-hinh-khong-ai-biet' }), EVERYONE),
  'sitting.resolve-screen': programOnly(() => ({ token: 'mot-man-hinh-khong-ai-biet' })),
  'sitting.presentation': programOnly(({ running }) => ({ meetingId: running.meetingId })),
  'sitting.turn-page': programOnly(({ running, ids }) => ({ meetingId: running.meetingId, personId: ids.presenter, documentId: running.documentId, page: 2 })),
  'sitting.open-session': officersOfSitting(({ published }) => ({ meetingId: published.meetingId })),
  'sitting.close-session': officersOfSitting(({ running }) => ({ meetingId: running.meetingId, postponeRest: true })),
  'sitting.start-item': officersOfSitting(({ running }) => ({ meetingId: running.meetingId, itemId: running.itemId, currentItemId: null })),
  'sitting.end-item': officersOfSitting(({ running }) => ({ meetingId: running.meetingId, itemId: running.itemId })),
  'sitting.postpone-item': officersOfSitting(({ running }) => ({ meetingId: running.meetingId, itemId: running.itemId, currentItemId: null })),
  'sitting.extend-item': officersOfSitting(({ running }) => ({ meetingId: running.meetingId, itemId: running.itemId, minutes: 5 })),
  'sitting.check-in': seated(({ published }) => ({ meetingId: published.meetingId, place: 'room' })),
  'sitting.mark-attendance': secretaryOnly(({ running, ids }) => ({ meetingId: running.meetingId, marks: [{ personId: ids.member, attendance: 'room' }] })),
  'sitting.leave': row(({ running, ids }) => ({ meetingId: running.meetingId, personId: ids.member }), ['member', 'secretary'], ['guest', 'presenter', 'chair']),
  'sitting.mark-left': secretaryOnly(({ running, ids }) => ({ meetingId: running.meetingId, personIds: [ids.member] })),
  'sitting.record-conclusion': secretaryOnly(({ running }) => ({ meetingId: running.meetingId, itemId: running.itemId, text: 'Thống nhất.', version: 1 })),
  'sitting.start-presenting': row(({ running }) => ({ meetingId: running.meetingId, documentId: running.documentId }), ['presenter', 'secretary', 'chair'], ['guest', 'member']),
  'sitting.stop-presenting': row(({ running }) => ({ meetingId: running.meetingId }), ['presenter', 'secretary', 'chair'], ['guest', 'member']),
  'sitting.hand-over': row(({ running, ids }) => ({ meetingId: running.meetingId, personId: ids.chair }), ['presenter', 'secretary', 'chair'], ['guest', 'member']),
  // minutes: before approval only those who write them and, once submitted, the chair know of them
  'minutes.editor': row(({ approved }) => ({ meetingId: approved.meetingId }), ['clerk', 'secretary', 'chair'], ['guest', 'member', 'presenter']),
  'minutes.view': row(({ closed }) => ({ meetingId: closed.meetingId }), ['clerk', ...SEATED]),
  'records.file': row(({ approved }) => ({ officialId: approved.officialId, revision: 0 }), ['clerk', ...SEATED]),
  'minutes.tasks': row(() => ({}), PEOPLE),
  // search: who finds what is a matter of what there is (tests/integration/search)
  'search.find': row(() => ({ text: 'phiên họp' }), PEOPLE),
  'search.follow': programOnly(({ published }) => ({ meetingId: published.meetingId })),
  'search.catch-up-some': programOnly(() => ({})),
  'search.is-whole': programOnly(() => ({})),
  'search.unread-pages': programOnly(({ newId }) => ({ versionId: newId() })),
  'search.record-scans': programOnly(({ newId }) => ({ versionId: newId(), pages: [1] })),
  'search.record-pages': programOnly(({ newId }) => ({ versionId: newId(), from: 1, texts: [''], stopped: false })),
  'records.by-code': row(({ approved }) => ({ code: approved.verifyCode }), EVERYONE),
  'minutes.draft': row(({ closed }) => ({ meetingId: closed.meetingId }), ['secretary'], ['clerk', 'guest', 'member', 'presenter', 'chair']),
  'minutes.save': row(({ closed }) => ({ minutesId: closed.minutesId, version: 1, paragraphs: [{ id: 'x', text: 'Nội dung' }] }), ['secretary'], ['chair']),
  'minutes.submit': row(({ closed }) => ({ minutesId: closed.minutesId, version: 1 }), ['secretary'], ['chair']),
  'minutes.return': row(({ closed }) => ({ minutesId: closed.minutesId, version: 1, remarks: 'Sửa lại đoạn hai.' }), ['chair'], ['secretary']),
  'minutes.approve': row(({ closed }) => ({ minutesId: closed.minutesId, version: 1 }), ['chair'], ['secretary']),
  'minutes.reopen': row(({ approved }) => ({ minutesId: approved.minutesId, version: 99 }), ['secretary'], ['clerk', 'guest', 'member', 'presenter', 'chair']),
  // signing: the turn is the secretary's, then the chair's, then the clerk's
  'signing.certificate': row(() => ({}), PEOPLE),
  'records.verify-upload': row(() => fileOnDisk(new Uint8Array([1, 2, 3]), 'x.pdf'), EVERYONE),
  'records.verify-code': row(({ approved }) => ({ code: approved.verifyCode }), EVERYONE),
  'records.sign': row(({ approved }) => ({ officialId: approved.officialId, pin: PIN }), ['secretary'], ['clerk', 'guest', 'member', 'presenter', 'chair']),
  'records.refuse': row(({ approved }) => ({ officialId: approved.officialId, reason: 'Sai tên' }), ['secretary'], ['clerk', 'guest', 'member', 'presenter', 'chair']),
  'records.seal-key': row(({ approved }) => ({ officialId: approved.officialId }), ['clerk'], SEATED),
  'signing.pin-locks': adminOnly(() => ({})),
  'signing.reset-pin': adminOnly(({ ids }) => ({ keyId: ids.chair, personId: ids.chair, reason: 'Nhập nhầm bàn phím' })),
  'records.seal': row(({ approved }) => ({ officialId: approved.officialId, pin: 'sai' }), [], ['clerk', ...SEATED]),
  // storage
  'storage.state': programOnly(() => ({})),
  'storage.next-files': programOnly(() => ({ after: null, limit: 10 })),
  'storage.record-damage': programOnly(({ newId }) => ({ blobKey: newId(), problem: 'damaged', foundBy: 'round' })),
  'storage.forget-receipts': programOnly(() => ({})),
  'storage.note-orphans': programOnly(({ newId }) => ({ keys: [newId()] })),
  'storage.note-backup': programOnly(() => ({ backup: null, files: 0, bytes: 0, missing: 0, problem: null })),
  'storage.note-take-over': programOnly(() => ({ term: 1, at: '2026-11-30T00:00:00.000Z', from: '10.0.0.1:3190', orderly: false })),
  'storage.backups': adminOnly(() => ({})),
  'storage.standby': adminOnly(() => ({})),
  'storage.unnamed-files': programOnly(({ newId }) => ({ keys: [newId()] })),
  'storage.record-progress': programOnly(() => ({ startedAt: new Date(0), after: null, files: 0, bytes: 0, sound: [] })),
  'metrics.meeting': row(({ closed }) => ({ meetingId: closed.meetingId }), ['clerk', ...SEATED]),
  'metrics.declare-prints': row(({ closed }) => ({ meetingId: closed.meetingId, documentId: null, copies: 2, reason: 'Bộ lưu' }), ['secretary'], ['clerk', 'guest', 'member', 'presenter', 'chair']),
};
