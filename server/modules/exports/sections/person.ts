import { accountRow, actRows, carriedRows, deviceRows, linkRequestRows, lookRows, membershipRows, noticeRows, ownPositionRows, ownSignatureRows, pinResetRows, placeRows, seatRows, signInRows, signingRunRows } from '../repository.people';
import { AT, ID, type Section } from '../section';

const OWN = ['self', 'console'] as const;
const ACCOUNT = ['self', 'administrator', 'console'] as const;

/** What is kept about one person. */
export const PERSON_SECTIONS: readonly Section[] = [
  {
    name: 'account',
    title: { vi: 'Tài khoản', en: 'Account' },
    viewers: ACCOUNT,
    columns: { id: ID, userName: 'user name', fullName: 'name', title: 'title', unitId: 'unit, id', unit: 'unit by name', email: 'e-mail', phone: 'telephone', hasPassword: 'whether a password is set; the password itself is known to nobody', status: 'active, invited, blocked', locale: 'language', preferences: 'preferences', roles: 'roles of the installation, since when', createdAt: AT, removedAt: `account deleted, ${AT}` },
    page: (db, id) => accountRow(db, id),
  },
  {
    name: 'memberships',
    title: { vi: 'Tư cách thành viên', en: 'Memberships' },
    viewers: ACCOUNT,
    columns: { id: ID, bodyId: 'body, id', body: 'body by name', personId: 'person, id', fullName: 'name', position: 'position', role: 'chair, member …', voting: 'whether with a vote', protocolOrder: 'order of protocol', validFrom: 'first day', validTo: 'last day' },
    page: (db, personId, after) => membershipRows(db, { personId }, after),
  },
  {
    name: 'seats',
    title: { vi: 'Phiên họp đã dự', en: 'Seats in sessions' },
    viewers: OWN,
    columns: { id: ID, meetingId: 'session, id', meeting: 'session by title', startsAt: AT, role: 'chair, secretary, assistant, member, substitute, guest', voting: 'whether with a vote', fullName: 'name as it was', position: 'position as it was', site: 'place of attending', attendance: 'room, online, excused, unexcused, unknown', reason: 'reason of absence', checkedInAt: `checked in, ${AT}`, leftAt: `left, ${AT}` },
    page: seatRows,
  },
  {
    name: 'signatures',
    title: { vi: 'Văn bản đã ký hoặc được giao ký', en: 'Signed, or to be signed' },
    viewers: OWN,
    columns: { id: ID, officialId: 'official document, id', official: 'its title', role: 'secretary, chair, counter, counting_head, signatory', state: 'waiting, due, signed, refused', signedAt: AT, certificate: 'certificate' },
    page: ownSignatureRows,
  },
  {
    name: 'signing-runs',
    title: { vi: 'Văn bản ký cùng một lượt', en: 'Documents signed in one run' },
    viewers: OWN,
    columns: { id: ID, runId: 'run, id', begunAt: `begun, ${AT}`, commonName: 'certificate it began with', serial: 'its serial number', order: 'place in the run', officialId: 'official document, id', sha256: 'SHA-256 of the file that was shown', state: 'waiting, signed, refused, left', at: AT, revision: 'revision the signature made', refusal: 'why it was not signed' },
    page: signingRunRows,
  },
  {
    name: 'acts',
    title: { vi: 'Việc đã làm trong hệ thống', en: 'Acts in the installation' },
    viewers: OWN,
    columns: { seq: 'row of the audit log', at: AT, action: 'command', objectType: 'about what', objectId: 'which, id', meetingId: 'session, id' },
    page: actRows,
  },
  { name: 'sign-ins', title: { vi: 'Nơi đang đăng nhập', en: 'Sign-ins' }, viewers: OWN, columns: { id: ID, createdAt: AT, lastSeenAt: AT, expiresAt: AT, userAgent: 'browser', ip: 'address' }, page: signInRows },
  { name: 'devices', title: { vi: 'Trình duyệt đã biết', en: 'Known browsers' }, viewers: OWN, columns: { id: ID, userAgent: 'browser', createdAt: AT, lastUsedAt: AT }, page: deviceRows },
  { name: 'notices', title: { vi: 'Thông báo', en: 'Notices' }, viewers: OWN, columns: { id: ID, kind: 'kind', params: 'facts', at: AT, readAt: AT }, page: noticeRows },
  { name: 'reading-places', title: { vi: 'Chỗ đang đọc', en: 'Reading places' }, viewers: OWN, columns: { documentId: 'paper, id', deviceId: 'device, id', page: 'page', farthest: 'farthest page', zoom: 'zoom', updatedAt: AT }, page: placeRows },
  { name: 'carried-marks', title: { vi: 'Ghi chú đã chuyển sang bản mới', en: 'Marks carried to a new version' }, viewers: OWN, columns: { id: ID, documentId: 'paper, id', versionId: 'version they were carried to, id', fromNumber: 'number of the version they were made on', sourceId: 'the mark, id', layer: 'private or shared', verdict: 'moved, check, tray', doubt: 'why it is doubtful or in the tray', decision: 'confirmed, let_go', decidedAt: AT, withdrawn: 'whether it was taken away on the earlier version', at: AT }, page: carriedRows },
  { name: 'positions', title: { vi: 'Ý kiến trước phiên họp', en: 'Positions before sessions' }, viewers: OWN, columns: { meetingId: 'session, id', itemId: 'agenda item, id', kind: 'consent (no objection), speak, object, question, withdrawn', words: 'on what, why, or what was asked', minutes: 'minutes wished for', at: AT, answer: 'what was said to the question', answeredAt: AT }, page: ownPositionRows },
  { name: 'looks', title: { vi: 'Phiên họp đã xem', en: 'Sessions looked at' }, viewers: OWN, columns: { meetingId: 'session, id', at: AT }, page: lookRows },
  { name: 'link-requests', title: { vi: 'Đề nghị liên kết đặt lại mật khẩu', en: 'Requests for password links' }, viewers: ACCOUNT, columns: { id: ID, requestedBy: 'who asked', requestedAt: AT, state: 'waiting, released, refused', decidedBy: 'who decided', decidedAt: AT }, page: linkRequestRows },
  { name: 'pin-resets', title: { vi: 'Lần cho nhập lại mã PIN', en: 'PIN resets' }, viewers: ACCOUNT, columns: { id: ID, keyId: 'key, id', reason: 'why', at: AT }, page: pinResetRows },
];
