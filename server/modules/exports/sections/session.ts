import type { Section } from '../section';
import { AT, ID, PAGE } from '../section';
import { agendaRows, assignmentRows, assignmentStepRows, attendanceRows, auditRowsOf, ballotRows, eventRows, floorRecordRows, handOverRows, importedRows, minutesRows, noticeRows, notesRows, officialRevisions, officialRows, originalFiles, packPrintRows, paperVersions, pauseRows, positionRows, printRows, requestRows, sessionRow, signatureRows, siteRows, spotRows, turnRows, voteRows } from '../repository.session';
import { askedRows, stepRows, submissionRows } from '../repository.preparing';
import { officialPath, originalPath, paperPath } from '../paths';

const RUN = ['officer', 'console'] as const;

/** Everything of one session; the papers themselves lie beside. */
export const SESSION_SECTIONS: readonly Section[] = [
  {
    name: 'session',
    title: { vi: 'Phiên họp', en: 'The session' },
    viewers: RUN,
    columns: {
      id: ID, title: 'title', kind: 'kind of session', state: 'draft, published, in_session, closed, cancelled', startsAt: `planned begin, ${AT}`, endsAt: `planned end, ${AT}`, openedAt: `opened, ${AT}`, closedAt: `closed, ${AT}`, publishedAt: `announced, ${AT}`,
      continuesAt: `adjourned: went on, or goes on, ${AT}`, continuesUntil: `adjourned: expected end, ${AT}`, roomId: 'room of the catalogue, id', importedAt: `came in from an archive of earlier years, ${AT}; empty: it was held here`, calledChairId: 'chair it was called with, id, where somebody else presided at its end',
      place: 'place', form: 'room, online or hybrid', remoteSites: 'number of other places', chair: 'chair by name', secretary: 'secretary by name', bodyId: 'body, id', body: 'body by name', policy: 'rules of the body as they stood', invitationNumber: 'number of the invitation', invitationDate: 'date of the invitation', printedSets: 'whole sets printed',
    },
    page: (db, id) => sessionRow(db, id),
  },
  {
    name: 'attendance',
    title: { vi: 'Thành phần và điểm danh', en: 'People and attendance' },
    viewers: RUN,
    columns: { id: ID, personId: 'person, id', fullName: 'name as it was', position: 'position as it was', role: 'chair, secretary, assistant, member, substitute, guest', voting: 'whether with a vote', protocolOrder: 'order of protocol', site: 'place of attending', substituteForId: 'seat of whom they stand in for, id', attendance: 'room, online, excused, unexcused, unknown', reason: 'reason of absence', checkedInAt: `checked in, ${AT}`, leftAt: `left, ${AT}` },
    page: attendanceRows,
  },
  {
    name: 'sites',
    title: { vi: 'Điểm cầu', en: 'Sites' },
    viewers: RUN,
    columns: { id: ID, order: 'place in the list', name: 'name, as attendance has it', place: 'place', contactId: 'who looks after it, person, id', contact: 'how it is reached', connection: 'unknown, up, bad, lost: as it was last; its course is in the events', since: AT },
    page: siteRows,
  },
  {
    name: 'agenda',
    title: { vi: 'Chương trình', en: 'Agenda' },
    viewers: RUN,
    columns: { id: ID, order: 'place', kind: 'item or break …', title: 'title', durationMin: 'planned, minutes', presenterId: 'presenter, id', presenterText: 'presenter in words', preparingText: 'prepared by, in words', state: 'coming, now, done, postponed', startedAt: `begun, ${AT}`, endedAt: `ended, ${AT}`, conclusion: 'conclusion of the chair', putOffReason: 'why it was put off or moved', movedToId: 'session it was moved to, id', block: 'in: adopted without debate with others; pulled: taken out of them', blockAgreed: 'whether it came in by what members declared', removedAt: `removed, ${AT}` },
    page: agendaRows,
  },
  {
    name: 'assignments',
    title: { vi: 'Nhiệm vụ giao theo kết luận', en: 'Assignments from conclusions' },
    viewers: RUN,
    columns: { id: ID, itemId: 'agenda item, id', text: 'what is to be done', unitId: 'responsible unit, id', withUnitIds: 'units that work with it, ids', withText: 'others that work with it, in words', dueOn: 'date, YYYY-MM-DD', outcome: 'what is to be handed in', supervisorId: 'who supervises, id', state: 'draft, open, reported, done, withdrawn', progress: 'working, trouble', askedDueOn: 'date asked for', createdById: 'who drafted it, id', createdAt: `drafted, ${AT}`, issuedAt: `issued, ${AT}`, reportedOn: 'day it was reported done', settledAt: `confirmed or withdrawn, ${AT}` },
    page: assignmentRows,
  },
  {
    name: 'assignment-steps',
    title: { vi: 'Quá trình thực hiện nhiệm vụ', en: 'What happened to assignments' },
    viewers: RUN,
    columns: { id: ID, assignmentId: 'assignment, id', kind: 'issued, changed, withdrawn, working, done, trouble, confirmed, returned, extended, refused, carried', byId: 'who, id', at: AT, note: 'what was said', dueOn: 'date before, asked for or agreed', documentId: 'paper handed in, id', before: 'what stood before a change' },
    page: assignmentStepRows,
  },
  {
    name: 'papers',
    title: { vi: 'Tài liệu và các phiên bản', en: 'Papers and their versions' },
    viewers: RUN,
    columns: { id: 'version, id', documentId: 'paper, id', itemId: 'agenda item, id', order: 'place', title: 'title', kind: 'kind of document', number: 'version from 1', pages: 'pages', size: 'bytes', sha256: 'SHA-256 of the file', fileName: 'name it came with', createdAt: `attached, ${AT}`, reason: 'why it took the place of the one before', removedAt: `withdrawn, ${AT}`, path: 'file in this archive' },
    async page(db, meetingId, after) {
      const versions = await paperVersions(db, meetingId, after);
      return { rows: versions.map((version) => { const { blobKey: _key, item: _item, ...row } = version; return { ...row, path: paperPath(version) }; }), next: versions.length < PAGE ? null : (versions.at(-1)?.id ?? null) };
    },
  },
  {
    name: 'imported-files',
    title: { vi: 'Tệp nhập từ hồ sơ cũ', en: 'Files imported from an archive' },
    viewers: RUN,
    columns: { documentId: 'paper, id', source: 'folder or archive', path: 'where it lay there', line: 'line of the list, from 1', sha256: 'SHA-256 of the file as it came', clearedBy: 'who says that it bears no mark of secrecy', chair: 'who presided, as the list has it' },
    page: importedRows,
  },
  {
    name: 'originals',
    title: { vi: 'Tệp gốc của tài liệu', en: 'Files that papers were made of' },
    viewers: RUN,
    columns: { id: 'version, id', documentId: 'paper, id', number: 'version from 1', fileName: 'name it came with', size: 'bytes', sha256: 'SHA-256 of the file', createdAt: `kept, ${AT}`, conversion: 'what was found when it became a PDF', path: 'file in this archive' },
    async page(db, meetingId, after) {
      const files = await originalFiles(db, meetingId, after);
      return { rows: files.map((file) => ({ id: file.id, documentId: file.documentId, number: file.number, fileName: file.fileName, size: file.size, sha256: file.sha256, createdAt: file.createdAt, conversion: file.conversion, path: originalPath(file) })), next: files.length < PAGE ? null : (files.at(-1)?.id ?? null) };
    },
  },
  {
    name: 'papers-asked',
    title: { vi: 'Giao đơn vị chuẩn bị', en: 'Papers asked of units' },
    viewers: RUN,
    columns: { itemId: 'agenda item, id', unitId: 'unit, id', officerId: 'who sees to it, id', askedAt: `asked, ${AT}`, dueOn: 'day given in place of that of the rules', lockedAt: `locked, ${AT}` },
    page: askedRows,
  },
  {
    name: 'submissions',
    title: { vi: 'Tài liệu đơn vị gửi', en: 'Files that units brought' },
    viewers: RUN,
    columns: { id: ID, lineId: 'first one for the same paper, id', number: 'from 1', itemId: 'agenda item, id', unitId: 'unit, id', title: 'title', reason: 'why it was changed', sha256: 'SHA-256 of the file', size: 'bytes', pages: 'pages', fileName: 'name it came with', original: 'name of the file it was made of', submittedById: 'who, id', submittedAt: AT, daysLate: 'working days late', state: 'waiting_leader, waiting_office, returned, approved, superseded, withdrawn', documentId: 'paper it became, id', versionNumber: 'version of that paper' },
    page: submissionRows,
  },
  {
    name: 'preparation',
    title: { vi: 'Lịch sử chuẩn bị tài liệu', en: 'History of papers of units' },
    viewers: RUN,
    columns: { id: ID, itemId: 'agenda item, id', submissionId: 'file, id', kind: 'asked, submitted, leader_approved, approved, excepted, returned, withdrawn, extended, officer, locked, unlocked, reminded', byId: 'who, id', at: AT, words: 'reason, or name', days: 'working days late', dueOn: 'day given' },
    page: stepRows,
  },
  {
    name: 'votes',
    title: { vi: 'Biểu quyết', en: 'Votes' },
    viewers: RUN,
    columns: { id: ID, itemId: 'agenda item, id', order: 'place', text: 'question', mode: 'open (by name), nameless, secret', kind: 'approve, options, opinions, candidates, each, confidence', options: 'alternatives or names', seats: 'candidates to be chosen', majority: 'majority of its own, empty: that of the body', inSeries: 'whether one of the amendments of its item', covers: 'items of a block it stands for, ids', counters: 'counting committee, ids, the head first', state: 'draft, open, closed, fallen', way: 'hands, tablets, roll', members: 'members with a vote', present: 'of them present', result: 'counts, never who voted how', passed: 'whether it passed', openedAt: `opened, ${AT}`, closedAt: `closed, ${AT}` },
    page: voteRows,
  },
  {
    name: 'ballots',
    title: { vi: 'Phiếu biểu quyết công khai', en: 'Votes by name' },
    viewers: RUN,
    columns: { questionId: 'question, id', voterId: 'whose vote, person, id', castById: 'given by, person, id', position: 'position as it was', choice: 'for, against, abstain; p1 or none; agree, disagree, other:words; 0110; yn-; hml-; empty in a vote without names', castAt: AT },
    page: ballotRows,
  },
  {
    name: 'positions',
    title: { vi: 'Ý kiến trước phiên họp', en: 'Positions before the session' },
    viewers: RUN,
    columns: { itemId: 'agenda item, id', personId: 'who, id', kind: 'consent (no objection), speak, object, question, withdrawn', words: 'on what, why, or what was asked', minutes: 'minutes wished for', at: AT, answer: 'what was said to the question', answeredById: 'who answered, id', answeredAt: AT, version: 'state from 1' },
    page: positionRows,
  },
  {
    name: 'speech-requests',
    title: { vi: 'Đăng ký phát biểu', en: 'Requests to speak' },
    viewers: RUN,
    columns: { id: ID, itemId: 'agenda item, id', personId: 'who, id', kind: 'speech, order, question', topic: 'on what', minutes: 'minutes asked for', askedId: 'who is questioned, id', place: 'place in the queue', state: 'waiting, speaking, spoken, withdrawn, unheard', requestedAt: `asked, ${AT}`, settledAt: `done with, ${AT}` },
    page: requestRows,
  },
  {
    name: 'turns',
    title: { vi: 'Lượt phát biểu', en: 'Turns' },
    viewers: RUN,
    columns: { id: ID, itemId: 'agenda item, id', requestId: 'request, id', personId: 'who, id', part: 'speech, order, question, answer', startedAt: `begun, ${AT}`, endsAt: `time given until, ${AT}`, endedAt: `ended, ${AT}`, endedBy: 'ended, given, item, pause, left' },
    page: turnRows,
  },
  {
    name: 'pauses',
    title: { vi: 'Tạm dừng, tạm ngừng sang ngày khác', en: 'Pauses and adjournments' },
    viewers: RUN,
    columns: { id: ID, itemId: 'agenda item, id', pausedAt: AT, until: `adjourned: when it was to go on, ${AT}; empty: a pause`, resumedAt: AT },
    page: pauseRows,
  },
  {
    name: 'hand-overs',
    title: { vi: 'Chuyển quyền chủ trì', en: 'Hand-overs of the chair' },
    viewers: RUN,
    columns: { at: AT, previousPersonId: 'who presided before, id', personId: 'who presided from then on, id', way: 'given, claimed, proposed, taken_back, item_over, kept', standing: 'deputy, member; empty: the chair of the session', itemId: 'agenda item during which, id', forItemId: 'agenda item for which only, id' },
    page: (db, id) => handOverRows(db, id),
  },
  {
    name: 'spots',
    title: { vi: 'Chỗ ngồi', en: 'Who sat where' },
    viewers: RUN,
    columns: { id: ID, personId: 'person, id', spot: 'spot of the room' },
    page: (db, id) => spotRows(db, id),
  },
  {
    name: 'paper-notes',
    title: { vi: 'Ghi chép phiên họp giấy', en: 'Notes of a sitting held on paper' },
    viewers: RUN,
    columns: { content: 'what was filled in', version: 'state from 1', savedAt: AT, savedById: 'who, id', paperFrom: `on paper from, ${AT}`, enteredAt: `entered, ${AT}`, enteredById: 'who entered, id', confirmedAt: `confirmed, ${AT}`, confirmedById: 'who confirmed, id', remark: 'what whoever presided said to it' },
    page: (db, id) => notesRows(db, id),
  },
  {
    name: 'floor-record',
    title: { vi: 'Từng giây của phiên họp', en: 'Every second of the session' },
    viewers: RUN,
    columns: { from: AT, to: AT, seconds: 'whole seconds', state: 'item, between, paused', itemId: 'agenda item, id', number: 'number of the item', item: 'title of the item', part: 'speech, order, question, answer', personId: 'who speaks, id', speaker: 'name', position: 'position', unit: 'unit', site: 'site the speaker took part from' },
    page: (db, id) => floorRecordRows(db, id),
  },
  {
    name: 'minutes',
    title: { vi: 'Biên bản qua các lần lưu', en: 'Minutes, every state kept' },
    viewers: RUN,
    columns: { number: 'state from 1', action: 'what was done', content: 'paragraphs with where they come from', remarks: 'remarks of the chair', authorId: 'who, id', at: AT },
    page: minutesRows,
  },
  {
    name: 'notice-of-conclusions',
    title: { vi: 'Thông báo kết luận khi đang soạn', en: 'Notice of conclusions while it is written' },
    viewers: RUN,
    columns: { content: 'parts, recipients, who signs and how', version: 'state from 1' },
    page: (db, id) => noticeRows(db, id),
  },
  {
    name: 'officials',
    title: { vi: 'Văn bản chính thức', en: 'Official documents' },
    viewers: RUN,
    columns: { id: ID, kind: 'minutes, counting, notice', aboutId: 'question of counting minutes, id', title: 'title', number: 'number', year: 'year of the register', notation: 'notation', state: 'approved, signed, withdrawn', approvedAt: AT, approvedById: 'who approved, id', verifyCode: 'word in the QR code', baseRevision: 'files before it are void', frozenSha256: 'SHA-256 that binds text and file', frozen: 'the approved text' },
    page: officialRows,
  },
  {
    name: 'signatures',
    title: { vi: 'Bước ký', en: 'Signature steps' },
    viewers: RUN,
    columns: { id: ID, officialId: 'official document, id', order: 'place', role: 'secretary, chair, counter, counting_head, signatory, seal', field: 'signature field of the file', personId: 'who, id', required: 'whether it must be there', state: 'waiting, due, signed, refused', signedAt: AT, certificate: 'certificate', reason: 'why refused' },
    page: signatureRows,
  },
  {
    name: 'official-files',
    title: { vi: 'Tệp của văn bản', en: 'Files of official documents' },
    viewers: RUN,
    columns: { id: ID, officialId: 'official document, id', revision: 'signatures so far', isVoid: 'whether it no longer holds', pages: 'pages', size: 'bytes', sha256: 'SHA-256 of the file', createdAt: AT, path: 'file in this archive' },
    async page(db, meetingId, after) {
      const files = await officialRevisions(db, meetingId, after);
      return { rows: files.map((file) => ({ id: file.id, officialId: file.officialId, revision: file.revision, isVoid: file.isVoid, pages: file.pages, size: file.size, sha256: file.sha256, createdAt: file.createdAt, path: officialPath(file) })), next: files.length < PAGE ? null : (files.at(-1)?.id ?? null) };
    },
  },
  {
    name: 'prints',
    title: { vi: 'Bản in đã khai', en: 'Copies declared as printed' },
    viewers: RUN,
    columns: { id: ID, documentId: 'paper, id; empty: whole sets', copies: 'copies', reason: 'why', declaredById: 'who, id', at: AT },
    page: printRows,
  },
  {
    name: 'fetched-prints',
    title: { vi: 'Trang tải để in', en: 'Pages fetched to be printed' },
    viewers: RUN,
    columns: { id: ID, documentId: 'paper, id', pages: 'pages', at: AT },
    page: packPrintRows,
  },
  {
    name: 'events',
    title: { vi: 'Diễn biến', en: 'History' },
    viewers: RUN,
    columns: { id: ID, position: 'place in the history of the installation', seq: 'place in the session, from 1 without gaps', type: 'what happened', payload: 'facts', actorId: 'who, id', at: AT, enteredAt: `entered from notes of a sitting held on paper, by the clock, ${AT}; empty: recorded as it happened` },
    page: eventRows,
  },
  {
    name: 'audit',
    title: { vi: 'Nhật ký về phiên họp', en: 'Audit entries about the session' },
    viewers: RUN,
    columns: { seq: 'row of the chain', at: AT, actorId: 'who, id', actorName: 'who', action: 'command', objectType: 'about what', objectId: 'which, id', meetingId: 'session, id', details: 'facts', changes: 'digests of the rows it wrote', prevHash: 'SHA-256 of the row before', hash: 'SHA-256 of this row' },
    page: auditRowsOf,
  },
];
