import { personIdOf } from '../../../kernel/actor';
import type { RunContext } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertFits } from '../../../kernel/limits';
import type { StoredBlob } from '../../../kernel/ports/blob';
import { vietnameseCalendar } from '../../../shared/law/public-holidays';
import { daysLate } from '../../../shared/rules/paper-deadlines';
import { findItem } from '../../agenda';
import { findMeeting, localDateOf, type Meeting } from '../../meetings';
import { assertNoTwin, assertTakesFiles, factsSchema, type StoredFile } from '../admission';
import { PAPERS_APPROVED, PAPERS_SUBMITTED } from '../events';
import type { Intake } from '../intake/repository';
import { kindOfTitle, titleOfFile } from '../kinds';
import { findDocument, findVersion, keepOriginal, type MeetingDocument } from '../repository';
import { attachFile, replaceFile } from '../take-file';
import { closedBecause, type TaskAccess } from './access';
import { dueOnOf, paperRulesOf } from './due';
import { isWaiting } from './lines';
import { addOriginal, addStep, addSubmission, countSubmissions, findOriginalOf, findSubmission, releaseOriginal, submissionsOf, updateSubmission, type Submission } from './repository';

type Context = Pick<RunContext<unknown>, 'db' | 'caller' | 'now' | 'id' | 'emit' | 'enqueue'>;

export interface Brought {
  /** Of the paper it is a new version of; absent: another paper. */
  lineId?: string | undefined;
  title?: string | undefined;
  reason?: string | undefined;
}

/** @throws DomainError `rejected`/`documents.papers_locked`, `documents.item_settled`. */
export function assertOpen(loaded: TaskAccess): void {
  const reason = closedBecause(loaded);
  if (reason) throw new DomainError('rejected', reason);
  assertTakesFiles(loaded.item);
}

/** The paper a line became, while it stands. */
async function paperOf(db: Context['db'], submissions: readonly Submission[]): Promise<MeetingDocument | null> {
  const documentId = submissions.findLast((one) => one.documentId !== null)?.documentId ?? null;
  const document = documentId === null ? null : await findDocument(db, documentId);
  return document?.removedAt ? null : document;
}

/** The person of the unit is told why its file cannot be what it was sent as. @throws DomainError `not_found` where that is no paper of the unit's own. */
async function lineFor(db: Context['db'], { task }: TaskAccess, lineId: string | undefined): Promise<{ others: Submission[]; line: Submission[] }> {
  const all = (await submissionsOf(db, [task.itemId])).filter(({ unitId }) => unitId === task.unitId);
  const line = lineId === undefined ? [] : all.filter((one) => one.lineId === lineId);
  if (lineId !== undefined && line.length === 0) throw new DomainError('not_found', 'not_found');
  return { line, others: all.filter((one) => !line.includes(one)) };
}

/**
 * Takes a stored file as what the unit brings for its item (D46): it waits for its leader and the office, as the rules of the body say, and
 * no paper of the session changes before they said yes. What waited in its place does not any more.
 * @throws DomainError as {@link assertOpen}; `rejected`/`documents.reason_needed`; `conflict`/`documents.same_version`, `documents.same_file`.
 */
export async function submitFile(loaded: TaskAccess, { lineId, title, reason }: Brought, file: StoredFile, source: (StoredBlob & { fileName: string; conversion: string }) | null, context: Context): Promise<{ submissionId: string; state: Submission['state']; title: string; pages: number }> {
  const { db, caller, now, id, emit } = context;
  const { task, meeting, part } = loaded;
  assertOpen(loaded);
  const { line, others } = await lineFor(db, loaded, lineId);
  const last = line.at(-1) ?? null;
  if (last?.sha256 === file.sha256 && last.state !== 'returned' && last.state !== 'withdrawn') throw new DomainError('conflict', 'documents.same_version');
  const twin = others.find((one) => isWaiting(one) && one.sha256 === file.sha256);
  if (twin) throw new DomainError('conflict', 'documents.same_file', { title: twin.title });
  const paper = await paperOf(db, line);
  await assertNoTwin(db, { meetingId: meeting.id, itemId: task.itemId }, file.sha256, paper?.id);
  // Its readers are told why, when it comes into the place of what they know (D33).
  if (paper && !reason) throw new DomainError('rejected', 'documents.reason_needed');
  assertFits((await countSubmissions(db, meeting.id)) + 1, 'submissions');
  if (last && (isWaiting(last) || last.state === 'returned')) await updateSubmission(db, last.id, last.version, { state: 'superseded' });
  const submissionId = id();
  const named = title ?? last?.title ?? titleOfFile(file.fileName);
  const late = daysLate(dueOnOf(task, meeting), localDateOf(now), vietnameseCalendar);
  const { approval } = paperRulesOf(meeting);
  const state = approval === 'office' || (part === 'leader' && approval === 'both') ? 'waiting_office' : 'waiting_leader';
  const submittedById = personIdOf(caller) ?? task.askedById;
  await addSubmission(db, {
    id: submissionId, lineId: last?.lineId ?? submissionId, number: (last?.number ?? 0) + 1, meetingId: meeting.id, itemId: task.itemId, unitId: task.unitId,
    title: named, kind: kindOfTitle(named), reason: reason ?? null, blobKey: file.blobKey, sha256: file.sha256, size: file.size, pages: file.facts.pages, fileName: file.fileName,
    facts: JSON.stringify(file.facts), submittedById, submittedAt: now, daysLate: late, state, replaces: paper ? ((await findVersion(db, paper.id))?.number ?? null) : null,
  });
  if (source) await addOriginal(db, submissionId, { blobKey: source.key, sha256: source.sha256, size: source.size, fileName: source.fileName, conversion: source.conversion }, now);
  const step = { meetingId: meeting.id, itemId: task.itemId, submissionId, byId: submittedById, at: now };
  await addStep(db, { ...step, id: id(), kind: 'submitted', words: reason ?? '', days: late });
  // Whoever approves for the unit said yes by sending it.
  if (part === 'leader' && approval !== 'office') await addStep(db, { ...step, id: id(), kind: 'leader_approved' });
  emit({ type: PAPERS_SUBMITTED, stream: meeting.id, payload: { itemId: task.itemId, submissionId, waitsFor: state === 'waiting_leader' && part !== 'leader' ? 'leader' : 'office' } });
  const submission = part === 'leader' && approval === 'leader' ? await findSubmission(db, submissionId) : null;
  if (submission) return { submissionId, state: (await becomeVersion(submission, 'approved', '', context)).state, title: named, pages: file.facts.pages };
  return { submissionId, state, title: named, pages: file.facts.pages };
}

/** A source that came with an intake, as it is kept beside a submission. */
export const sourceOf = ({ sourceName, conversion }: Pick<Intake, 'sourceName' | 'conversion'>, source: StoredBlob | null): (StoredBlob & { fileName: string; conversion: string }) | null =>
  source && { ...source, fileName: sourceName ?? '', conversion: conversion ?? '' };

/**
 * Makes what was approved the paper, or the newest version of the paper, that it was brought as (D47, D49), under all rules of that moment.
 * @param words why the office did not wait for the leader, of an exception.
 * @throws DomainError as `attachFile` and `replaceFile`; `conflict`/`documents.changed_elsewhere` where the paper has another version than its maker saw.
 */
export async function becomeVersion(submission: Submission, kind: 'approved' | 'excepted', words: string, context: Context): Promise<{ state: 'approved'; documentId: string; number: number }> {
  const { db, caller, now, id, emit } = context;
  const [meeting, item] = [await findMeeting(db, submission.meetingId), await findItem(db, submission.itemId)];
  if (!meeting || !item || submission.blobKey === null) throw new DomainError('not_found', 'not_found');
  const document = await paperOf(db, (await submissionsOf(db, [item.id])).filter(({ lineId }) => lineId === submission.lineId));
  const { documentId, number } = document ? await replaceBy(submission, meeting, document, context) : await attachAs(submission, meeting, item, context);
  await updateSubmission(db, submission.id, submission.version, { state: 'approved', blobKey: null, documentId, versionNumber: number });
  const original = await findOriginalOf(db, submission.id);
  if (original?.blobKey) {
    // Its bytes are named by one row only.
    await releaseOriginal(db, submission.id);
    await keepOriginal(db, documentId, { key: original.blobKey, sha256: original.sha256, size: original.size, fileName: original.fileName, conversion: original.conversion }, now);
  }
  await addStep(db, { id: id(), meetingId: meeting.id, itemId: item.id, submissionId: submission.id, kind, byId: personIdOf(caller), at: now, words });
  emit({ type: PAPERS_APPROVED, stream: meeting.id, payload: { itemId: item.id, submissionId: submission.id, documentId, number } });
  return { state: 'approved', documentId, number };
}

const fileOf = ({ blobKey, sha256, size, fileName, facts, submittedById }: Submission): StoredFile => ({ blobKey: blobKey ?? '', sha256, size, fileName, facts: factsSchema.parse(JSON.parse(facts)), sentById: submittedById });

async function replaceBy(submission: Submission, meeting: Meeting, document: MeetingDocument, context: Context): Promise<{ documentId: string; number: number }> {
  const { number } = await replaceFile({ meeting, document, replaces: submission.replaces ?? undefined, reason: submission.reason ?? undefined }, fileOf(submission), context);
  return { documentId: document.id, number };
}

async function attachAs({ title, kind, ...submission }: Submission, meeting: Meeting, item: NonNullable<Awaited<ReturnType<typeof findItem>>>, context: Context): Promise<{ documentId: string; number: number }> {
  const { documentId } = await attachFile({ meeting, item, title, kind }, fileOf({ title, kind, ...submission }), context);
  return { documentId, number: 1 };
}
