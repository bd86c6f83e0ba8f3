import { blankNotes } from '../../server/shared/rules/paper-notes';
import { anonymous, type Caller } from '../../server/kernel/actor';
import { createBus, type Bus } from '../../server/kernel/bus';
import { tokenHashOf } from '../../server/modules/identity';
import type { Database } from '../../server/kernel/ports/database';
import { approvedMinutes, closedAssembly } from '../integration/minutes/session';
import type { TestInstallation } from '../support/installation';
import { addPerson } from '../support/people';

export const ROLES = ['anonymous', 'stranger', 'admin', 'clerk', 'officer', 'foreign_clerk', 'foreign_officer', 'unit_officer', 'unit_leader', 'guest', 'member', 'presenter', 'secretary', 'chair'] as const;
export type Role = (typeof ROLES)[number];

/** One session in one state, with what hangs on it. The presenter presents the item that the paper belongs to. */
export interface Session {
  meetingId: string;
  itemId: string;
  documentId: string;
  questionId: string;
  /** A secret vote that is counted. */
  secretId: string;
  /** Of the member, who waits for the floor. */
  requestId: string;
  guestSeatId: string;
  siteId: string;
  itemIds: string[];
}

export interface World {
  /** The real pipeline on a database that undoes every transaction after its command ended: no cell leaves a trace for the next. */
  bus: Bus;
  reader: Database['reader'];
  /** What lies behind it, where traces may be left. */
  installation: TestInstallation;
  now(): Date;
  callers: Record<Role, Caller>;
  ids: Record<Exclude<Role, 'anonymous'>, string>;
  draft: Session;
  published: Session;
  running: Session;
  /** Closed; its minutes are submitted. */
  closed: Session & { minutesId: string };
  /** Closed; its minutes are approved and wait for the secretary's signature. */
  approved: Session & { minutesId: string; officialId: string; verifyCode: string };
  /** What a department brought for the item of the published session, waiting for its leader and for the office, and their versions. */
  brought: { forLeaderId: string; forOfficeId: string; sha256: string };
  bodyId: string;
  unitId: string;
  membershipId: string;
  /** Of the catalogue. */
  roomId: string;
  /** Of the approved session, issued; a commune is responsible. */
  assignmentId: string;
  linkToken: string;
  /** By which the guest comes into the running session. */
  passToken: string;
  /** Of a request for a link to the chair's account, made by nobody who is here. */
  linkRequestId: string;
  /** Slips for first sign-ins, chosen by nobody who is here. */
  slipBatchId: string;
  /** The member's own; the file that waits is the secretary's. */
  own: { signInId: string; deviceId: string; noticeId: string; heldId: string; sendId: string; jobId: string; exportId: string; carriedId: string; packId: string; delegationId: string; libraryFileId: string };
  /** The report of a deleted account. */
  removalId: string;
  /** Of the library of the agency whose body meets. */
  libraryId: string;
  /** A word that stands in every paper, item, conclusion, question and in the minutes of this world, and nowhere else. */
  canary: string;
  newId(): string;
  close(): Promise<void>;
}

/** What the inspection of a page of A4 tells. */
/** What closes a pack of nothing. */
export const NOTES = blankNotes({ date: '2026-11-26', beganAt: '', presidedById: null, keptBy: '', people: [], items: [] });
export const SEAL = { body: 1, rows: 20, objects: 1, root: 1, info: 1, mark: 1, font: 1, glyphs: {} };

/** What a secret vote came to. */
const COUNTED = { kind: 'approve', for: 1, against: 0, abstain: 0, percentFor: 20, reason: 'majority_reached', chairSide: null, noBallot: 4, notTakingPart: 0, needed: 1, rule: { share: { numerator: 1, denominator: 2, comparison: 'more_than' }, tie: 'not_passed' } };
export const FACTS = { pages: 1, sizes: [[595, 842]], version: '1.7', active: [], findings: [], signatures: 0, signed: false, encrypted: false, form: false, textOfFirstPage: '', flatPageTree: false, largestImageMp: 0 };

class Undo extends Error {}

/** Runs each transaction for real, then takes it back. */
const undoing = (database: Database): Database => ({
  reader: database.reader,
  written: (tx) => database.written(tx),
  judge: (error) => database.judge(error),
  condition: () => database.condition(),
  stop: () => database.stop(),
  async transaction(work) {
    const done: { result?: Awaited<ReturnType<typeof work>> } = {};
    await database
      .transaction(async (tx) => {
        done.result = await work(tx);
        throw new Undo();
      })
      .catch((error: unknown) => {
        if (!(error instanceof Undo)) throw error;
      });
    // Without an error the work has ended, so its result is there.
    return done.result as Awaited<ReturnType<typeof work>>;
  },
});

export async function prepareWorld(): Promise<World> {
  const assembly = await closedAssembly();
  const { installation, execute } = assembly;
  const { database, ports, registry } = installation.application;
  const canary = 'CANARY-7f3a-Ngải-Đắng';
  const newId = (): string => ports.ids.next();
  const original = await database.reader.meeting.findUniqueOrThrow({ where: { id: assembly.meetingId }, include: { attendees: true, items: true, documents: { include: { versions: true } } } });

  async function copy(state: string): Promise<Session> {
    const { attendees, items, documents, ...facts } = original;
    const meetingId = newId();
    const itemIds = new Map(items.map(({ id }) => [id, newId()]));
    const seatIds = new Map(attendees.map(({ id }) => [id, newId()]));
    const current = state === 'in_session' ? (itemIds.get(assembly.items.first) ?? null) : null;
    const [documentId, questionId, secretId, requestId] = [newId(), newId(), newId(), newId()];
    await database.transaction(async (db) => {
      await db.meeting.create({
        data: { ...facts, id: meetingId, state, title: `${facts.title} ${canary}`, currentItemId: current, openedAt: state === 'in_session' || state === 'closed' ? facts.openedAt : null, closedAt: state === 'closed' ? facts.closedAt : null, version: 1 },
      });
      await db.attendee.createMany({ data: attendees.map((seat) => ({ ...seat, id: seatIds.get(seat.id) ?? '', meetingId, substituteForId: seat.substituteForId && (seatIds.get(seat.substituteForId) ?? null) })) });
      await db.agendaItem.createMany({
        data: items.map((item) => ({ ...item, id: itemIds.get(item.id) ?? '', meetingId, title: `${item.title} ${canary}`, state: itemIds.get(item.id) === current ? 'now' : 'coming', conclusion: canary, version: 1 })),
      });
      for (const { versions, ...paper } of documents) {
        const id = paper.id === assembly.papers.first ? documentId : newId();
        await db.document.create({ data: { ...paper, id, meetingId, itemId: itemIds.get(paper.itemId ?? '') ?? null, title: `${paper.title} ${canary}` } });
        const copies = versions.map((version) => ({ ...version, id: newId(), documentId: id, blobKey: newId(), fileName: `${canary}.pdf`, facts: JSON.stringify(FACTS) }));
        const [only] = copies;
        // The first paper of the published session was replaced, and its versions were compared.
        if (only && id === documentId && state === 'published') copies.push({ ...only, id: newId(), blobKey: newId(), sha256: '2'.repeat(64), number: 2, createdAt: ports.clock.now(), reason: canary });
        await db.documentVersion.createMany({ data: copies });
        const [old, fresh] = copies;
        if (old && fresh) {
          const pieces = [['=', 'Số liệu'], ['-', canary], ['+', canary]];
          const rows = [{ kind: 'changed', place: [['article', '1']], old: [1, 1], new: [1, 1], pieces }];
          await db.versionComparison.create({ data: { oldId: old.id, newId: fresh.id, state: 'made', changes: 1, pages: '{"old":[1],"new":[1]}', brief: JSON.stringify(rows.map((row) => ({ ...row, row: 0 }))), rows: JSON.stringify(rows), at: ports.clock.now() } });
        }
        for (const { id: versionId } of copies.slice(0, 1)) await db.originalFile.create({ data: { versionId, blobKey: newId(), sha256: '0'.repeat(64), size: 10, fileName: `${canary}.docx`, conversion: '{}', keptAt: ports.clock.now() } });
        await db.scannedPage.createMany({ data: copies.map((version) => ({ versionId: version.id, page: 1, state: 'read', words: JSON.stringify([[canary, 0, 0, 100, 100, 0]]) })) });
        await db.pagePicture.createMany({ data: copies.map((version) => ({ id: newId(), versionId: version.id, page: 1, cause: 'pixels', figure: 70 })) });
      }
      await db.voteQuestion.create({ data: { id: questionId, meetingId, itemId: itemIds.get(assembly.items.first) ?? '', order: 1, text: `Thống nhất ${canary}?` } });
      await db.voteQuestion.create({ data: { id: secretId, meetingId, itemId: itemIds.get(assembly.items.first) ?? '', order: 2, text: 'Bầu?', mode: 'secret', counters: JSON.stringify([assembly.members[1], assembly.members[2], assembly.members[3]].map((person) => person?.personId)), state: 'closed', way: 'tablets', members: 5, present: 5, passed: true, result: JSON.stringify(COUNTED), openedAt: ports.clock.now(), closedAt: ports.clock.now() } });
      await db.ballotBox.create({ data: { questionId: secretId, publicKey: 'A', state: 'counted', trackers: '["0000-0000-0000-0000"]', keyGone: true } });
      await db.openedBallot.create({ data: { id: newId(), questionId: secretId, choice: 'for' } });
      await db.floorRequest.create({ data: { id: requestId, meetingId, itemId: itemIds.get(assembly.items.first) ?? '', personId: assembly.members[2]?.personId ?? '', topic: canary, minutes: 3, place: 1, requestedAt: ports.clock.now() } });
      if (current) await db.presentation.create({ data: { meetingId, personId: assembly.members[1]?.personId ?? null, documentId, page: 1, updatedAt: ports.clock.now() } });
    });
    const guestSeat = attendees.find(({ personId }) => personId === assembly.guest.personId);
    return { meetingId, itemId: itemIds.get(assembly.items.first) ?? '', documentId, questionId, secretId, requestId, siteId: newId(), guestSeatId: seatIds.get(guestSeat?.id ?? '') ?? '', itemIds: items.sort((a, b) => a.order - b.order).map(({ id }) => itemIds.get(id) ?? '') };
  }

  const [draft, published, running, closed] = [await copy('draft'), await copy('published'), await copy('in_session'), await copy('closed')];
  const waiting = await execute('minutes.draft', { meetingId: closed.meetingId }, assembly.secretary);
  await execute('minutes.submit', { minutesId: waiting.minutesId, version: waiting.version }, assembly.secretary);
  const signing = await approvedMinutes(assembly);
  const assignmentId = newId();
  const guestSeat = original.attendees.find(({ personId }) => personId === assembly.guest.personId);
  const membershipId = newId();
  const officer = await addPerson(installation, 'Hàn Thị Lựu', ['officer']);
  const body = await database.reader.body.findUniqueOrThrow({ where: { id: original.bodyId } });
  // A commune lies under the province, and is an agency of its own all the same.
  const foreignClerk = await addPerson(installation, 'Giàng Thị Mỷ', ['clerk']);
  const foreignOfficer = await addPerson(installation, 'Lò Văn Ón', ['officer']);
  await database.transaction(async (db) => {
    const communeId = newId();
    await db.orgUnit.create({ data: { id: communeId, name: 'Xã Mường Sáng', shortName: 'Mường Sáng', kind: 'commune', parentId: body.unitId, validFrom: '2025-07-01' } });
    await db.body.create({ data: { id: newId(), name: 'Ủy ban nhân dân xã Mường Sáng', shortName: 'UBND xã', unitId: communeId, policy: body.policy, validFrom: '2025-07-01' } });
    await db.assignment.create({
      data: { id: assignmentId, meetingId: assembly.meetingId, itemId: assembly.items.first, bodyId: original.bodyId, text: `Rà soát ${canary}`, unitId: communeId, dueOn: '2026-12-10', outcome: `Báo cáo ${canary}`, state: 'open', createdById: assembly.secretary.personId, createdAt: ports.clock.now(), issuedAt: ports.clock.now(), version: 2 },
    });
    await db.assignmentStep.create({ data: { id: newId(), assignmentId, kind: 'issued', byId: assembly.chair.personId, at: ports.clock.now() } });
    await db.person.updateMany({ where: { id: { in: [foreignClerk.personId, foreignOfficer.personId] } }, data: { unitId: communeId } });
    await db.person.update({ where: { id: officer.personId }, data: { unitId: body.unitId } });
  });
  const unitOfficer = await addPerson(installation, 'Kiều Anh Dũng', ['officer']);
  const unitLeader = await addPerson(installation, 'Phùng Thị Bạch Liên', ['leader']);
  const brought = { forLeaderId: newId(), forOfficeId: newId(), sha256: '5'.repeat(64) };
  await database.transaction(async (db) => {
    const departmentId = newId();
    await db.orgUnit.create({ data: { id: departmentId, name: 'Sở Xây dựng', shortName: 'SXD', kind: 'department', parentId: body.unitId, validFrom: '2025-07-01' } });
    await db.person.updateMany({ where: { id: { in: [unitOfficer.personId, unitLeader.personId] } }, data: { unitId: departmentId } });
    const at = ports.clock.now();
    const of = { meetingId: published.meetingId, itemId: published.itemId, unitId: departmentId };
    await db.agendaItem.update({ where: { id: published.itemId }, data: { preparingUnitId: departmentId } });
    await db.paperTask.create({ data: { ...of, askedAt: at, askedById: assembly.secretary.personId } });
    for (const [id, state] of [[brought.forLeaderId, 'waiting_leader'], [brought.forOfficeId, 'waiting_office']] as const) {
      await db.paperSubmission.create({ data: { id, lineId: id, number: 1, ...of, title: canary, blobKey: newId(), sha256: brought.sha256, size: 10, pages: 1, fileName: `${canary}.pdf`, facts: JSON.stringify(FACTS), submittedById: unitOfficer.personId, submittedAt: at, state } });
      await db.preparationStep.create({ data: { id: newId(), meetingId: of.meetingId, itemId: of.itemId, submissionId: id, kind: 'submitted', byId: unitOfficer.personId, at, words: canary } });
    }
  });
  const roomId = newId();
  await database.transaction((db) => db.room.create({ data: { id: roomId, name: 'Phòng họp số 1', place: '', capacity: 20, equipment: '', plan: JSON.stringify({ order: 'centre', spots: [{ name: 'A1', x: 0, y: 0 }] }), createdAt: ports.clock.now() } }));
  await database.transaction((db) => db.membership.create({ data: { id: membershipId, bodyId: original.bodyId, personId: assembly.members[2]?.personId ?? '', position: 'Ủy viên', protocolOrder: 3, validFrom: '2026-01-01' } }));
  await database.transaction((db) => db.person.update({ where: { id: assembly.stranger.personId }, data: { userName: 'nguoi.ngoai' } }));
  const { token } = await execute('identity.issue-link', { kind: 'set_password', personId: assembly.stranger.personId }, { kind: 'system', name: 'world' });
  const [chair, presenter, member] = assembly.members;
  if (!chair || !presenter || !member) throw new Error('the assembly is too small');
  const chairHash = await ports.passwords.hash('giấy tờ để ở nhà 2026');
  const [linkRequestId, slipBatchId] = [newId(), newId()];
  const own = { signInId: newId(), deviceId: newId(), noticeId: newId(), heldId: newId(), sendId: newId(), jobId: newId(), exportId: newId(), carriedId: newId(), packId: newId(), delegationId: newId(), libraryFileId: newId() };
  await execute('packs.update-numbers', { meetingId: published.meetingId, position: 1 }, { kind: 'system', name: 'world' });
  own.packId = (await execute('packs.request', { meetingId: published.meetingId, large: false, part: null, forId: null }, member)).packId;
  const [removalId, libraryId] = [newId(), newId()];
  const passToken = 'ma-vao-hop-cua-khach';
  const [now, later] = [ports.clock.now(), new Date(ports.clock.now().getTime() + 3_600_000)];
  await database.transaction(async (db) => {
    const { personId } = member;
    await db.person.update({ where: { id: chair.personId }, data: { userName: 'chu.toa', passwordHash: chairHash } });
    await db.linkRequest.create({ data: { id: linkRequestId, personId: chair.personId, requestedBy: 'Người khác', requestedAt: now, expiresAt: later } });
    await db.linkRequest.create({ data: { id: newId(), batchId: slipBatchId, personId: assembly.stranger.personId, requestedBy: 'Người khác', requestedAt: now, expiresAt: later } });
    await db.signIn.create({ data: { id: own.signInId, tokenHash: own.signInId, personId, createdAt: now, lastSeenAt: now, expiresAt: later } });
    const { id: versionId } = await db.documentVersion.findFirstOrThrow({ where: { documentId: published.documentId } });
    await db.carriedMark.create({ data: { id: own.carriedId, documentId: published.documentId, versionId, fromNumber: 1, sourceInk: published.documentId, sourceId: newId(), layer: 'private', ownerId: personId, verdict: 'tray', at: now } });
    // The officer of the agency prepares for the member, who works there too.
    await db.person.update({ where: { id: personId }, data: { unitId: body.unitId } });
    await db.delegation.create({ data: { id: own.delegationId, leaderId: personId, assistantId: officer.personId, fromDay: '2020-01-01', toDay: '2099-12-31', givenAt: now } });
    await db.trustedDevice.create({ data: { id: own.deviceId, tokenHash: own.deviceId, personId, createdAt: now, lastUsedAt: now } });
    const waits = { meetingId: published.meetingId, blobKey: newId(), sha256: '0'.repeat(64), size: 10, fileName: `${canary}.pdf`, facts: JSON.stringify(FACTS), page: 1, words: canary };
    await db.intake.create({ data: { id: own.heldId, sendId: own.sendId, ...waits, state: 'waiting', uploadedById: assembly.secretary.personId, receivedAt: now, expiresAt: later } });
    await db.intake.create({ data: { ...waits, id: own.libraryFileId, meetingId: null, blobKey: newId(), page: null, state: 'waiting', uploadedById: assembly.secretary.personId, receivedAt: now, expiresAt: later } });
    await db.libraryEntry.create({ data: { id: libraryId, agencyId: body.unitId, number: '12/QĐ-UBND', numberKey: '12/qd-ubnd', kind: 'quyet_dinh', title: `Quyết định ${canary}`, issuer: canary, issuedOn: '2026-01-01', blobKey: newId(), sha256: '3'.repeat(64), size: 10, pages: 1, fileName: `${canary}.pdf`, facts: JSON.stringify(FACTS), addedById: assembly.secretary.personId, addedAt: now } });
    await db.libraryText.create({ data: { entryId: libraryId, page: 1, text: `Điều 1. ${canary}` } });
    await db.job.create({ data: { id: own.jobId, kind: 'jobs.forget-ended', payload: '{}', state: 'failed', priority: 0, turn: newId(), runAfter: now, queuedById: personId, queuedAt: now, endedAt: now } });
    await db.pack.update({ where: { id: own.packId }, data: { state: 'ready', blobKey: newId(), sha256: '0'.repeat(64), size: 21, pages: 1, seal: JSON.stringify(SEAL), endedAt: now } });
    await db.dataExport.create({ data: { id: own.exportId, kind: 'person', subjectId: personId, viewer: 'self', fileName: 'du-lieu.zip', requestedById: personId, requestedBy: member.fullName, requestedAt: now, state: 'ready', blobKey: newId(), sha256: '0'.repeat(64), size: 10, files: 1, expiresAt: later } });
    const gone = await db.person.create({ data: { id: newId(), fullName: 'Vi Thị Chanh', sortName: 'chanh vi thi', status: 'blocked', createdAt: now, removedAt: now } });
    await db.personRemoval.create({ data: { id: removalId, personId: gone.id, fullName: gone.fullName, title: '', reason: 'Nghỉ hưu', removedBy: 'Người khác', at: now, report: JSON.stringify({ removed: [{ what: 'password', count: 1 }], kept: [{ what: 'name', count: 1 }] }) } });
    await db.guestPass.create({ data: { id: newId(), tokenHash: tokenHashOf(passToken), meetingId: running.meetingId, seatId: running.guestSeatId, personId: assembly.guest.personId, issuedAt: now } });
    await db.site.create({ data: { id: running.siteId, meetingId: running.meetingId, order: 1, name: 'UBND xã Hòa Khê', place: '', contact: '' } });
    await db.seatMap.create({ data: { meetingId: running.meetingId, plan: JSON.stringify({ order: 'centre', spots: [{ name: 'A1', x: 0, y: 0 }] }), seating: '{}', laidAt: now } });
    await db.notice.create({ data: { id: own.noticeId, personId, kind: 'account_changed', at: now } });
  });
  const people = { stranger: assembly.stranger, admin: assembly.admin, clerk: assembly.clerk, officer, foreign_clerk: foreignClerk, foreign_officer: foreignOfficer, unit_officer: unitOfficer, unit_leader: unitLeader, guest: assembly.guest, member, presenter, secretary: assembly.secretary, chair };
  return {
    bus: createBus(registry, undoing(database), ports),
    reader: database.reader,
    installation,
    now: () => ports.clock.now(),
    callers: { anonymous: anonymous('10.0.0.9'), ...people },
    ids: Object.fromEntries(Object.entries(people).map(([role, caller]) => [role, caller.personId])) as World['ids'],
    draft,
    published,
    running,
    closed: { ...closed, minutesId: waiting.minutesId },
    approved: {
      meetingId: assembly.meetingId,
      itemId: assembly.items.first,
      documentId: assembly.papers.first,
      questionId: assembly.questionId,
      secretId: '',
      requestId: '',
      siteId: '',
      guestSeatId: guestSeat?.id ?? '',
      itemIds: Object.values(assembly.items),
      minutesId: signing.minutesId,
      officialId: signing.officialId,
      verifyCode: signing.verifyCode,
    },
    brought,
    bodyId: original.bodyId,
    unitId: body.unitId,
    membershipId,
    roomId,
    assignmentId,
    linkToken: token,
    passToken,
    linkRequestId,
    slipBatchId,
    own,
    removalId,
    libraryId,
    canary,
    newId,
    close: () => assembly.close(),
  };
}
