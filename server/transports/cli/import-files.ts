import type { OldPapers } from '../../adapters/archive/old-papers';
import type { Application } from '../../application';
import { system } from '../../kernel/actor';
import { DomainError } from '../../kernel/errors';
import { DOCUMENT_MAX_BYTES } from '../../modules/documents/admission';
import type { PlannedFile } from '../../modules/imports/plan/plan-import';
import { refusalSentence, type Sentence } from '../../shared/language/paper-sentences';
import type { Outcome } from './import-outcome';
import { TAKING_SENTENCES } from './import-texts';

const caller = system('console');

/** Files that are looked at at once; how many of them really are is the inspector's to say. */
const AT_ONCE = 4;

interface OldSession {
  meetingId: string;
  bodyId: string;
  day: string;
  title: string;
}

type Taken = Pick<Outcome, 'result' | 'code' | 'words'>;
const notTaken = (code: string, words: Sentence): Taken => ({ result: 'not_taken', code, words });

/** Names as the upload takes them: the last part, 200 letters, its ending kept. */
function fileNameOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).normalize('NFC');
  const ending = /\.[^.]{1,8}$/u.exec(name)?.[0] ?? '';
  return name.length <= 200 ? name : `${name.slice(0, 200 - ending.length)}${ending}`;
}

/** Brings files of one session in, each by the way of an upload (documents D35). */
export function createTaker(application: Pick<Application, 'execute' | 'query' | 'staging' | 'jobs'>, papers: OldPapers): (session: OldSession, files: readonly PlannedFile[]) => Promise<Outcome[]> {
  /** Staged; what is known of this session already goes again at once. */
  async function stage({ bodyId, day, title }: OldSession, path: string): Promise<{ key: string; sha256: string; size: number } | Taken> {
    const size = papers.sizeOf(path);
    if (size === 0) return notTaken('empty', TAKING_SENTENCES.empty());
    if (size > DOCUMENT_MAX_BYTES) return notTaken('documents.too_large', TAKING_SENTENCES.too_large());
    const stored = await application.staging.put(await papers.open(path), { fromOutside: true, maxBytes: DOCUMENT_MAX_BYTES });
    const { hasFile } = await application.query('imports.known', { bodyId, day, title, sha256: stored.sha256 }, caller);
    if (!hasFile) return stored;
    await application.staging.delete(stored.key);
    return { result: 'there', code: 'there', words: TAKING_SENTENCES.there() };
  }

  async function look(intakeId: string, { path, line, title, clearedBy }: PlannedFile): Promise<Taken> {
    const { state, open, converted, refusal } = await application.query('imports.file', { intakeId }, caller);
    if (refusal) return notTaken(refusal.reason, refusalSentence(refusal.reason, refusal.params) ?? { vi: refusal.reason, en: refusal.reason });
    if (state !== 'accepted' && state !== 'doubtful') return notTaken('not_inspected', TAKING_SENTENCES.not_inspected());
    if (open && clearedBy === null) {
      await application.execute('imports.refuse-file', { intakeId }, caller);
      return notTaken('documents.secrecy_unanswered', open.words === '' ? TAKING_SENTENCES.open_picture() : TAKING_SENTENCES.open_words(String(open.page), open.words));
    }
    try {
      await application.execute('imports.take-file', { intakeId, path, line, title, clearedBy }, caller);
      return converted ? { result: 'imported', code: 'converted', words: TAKING_SENTENCES.converted(converted.fonts, converted.signs) } : { result: 'imported', code: '', words: { vi: '', en: '' } };
    } catch (error) {
      if (!(error instanceof DomainError) || (error.code !== 'conflict' && error.code !== 'rejected')) throw error;
      await application.execute('imports.refuse-file', { intakeId }, caller);
      return error.reason === 'documents.same_file' ? { result: 'there', code: 'same', words: TAKING_SENTENCES.same() } : notTaken(error.reason, TAKING_SENTENCES.full());
    }
  }

  async function takeOne(session: OldSession, file: PlannedFile): Promise<Taken> {
    let staged;
    try {
      staged = await stage(session, file.path);
    } catch (error) {
      // A full disk is everybody's; what one file of the archive is like is its own.
      if (error instanceof DomainError && error.code === 'storage_full') throw error;
      return notTaken('unreadable', TAKING_SENTENCES.unreadable());
    }
    if ('result' in staged) return staged;
    const { key: blobKey, ...stored } = staged;
    const received = await application.execute('documents.receive', { meetingId: session.meetingId, personId: null, sendId: null, file: { blobKey, ...stored, fileName: fileNameOf(file.path) } }, caller).catch(async (error: unknown) => {
      await application.staging.delete(blobKey);
      // A name that is none.
      if (error instanceof DomainError && error.code === 'invalid') return null;
      throw error;
    });
    if (received === null) return notTaken('unreadable', TAKING_SENTENCES.unreadable());
    const { intakeId, jobId } = received;
    if (jobId !== null) await application.jobs.settled(jobId);
    return look(intakeId, file);
  }

  return async (session, files) => {
    const outcomes: Outcome[] = [];
    for (let from = 0; from < files.length; from += AT_ONCE) {
      const some = files.slice(from, from + AT_ONCE);
      const taken = await Promise.all(some.map((file) => takeOne(session, file)));
      outcomes.push(...some.map(({ line, path }, index) => ({ line, path, session: session.title, day: session.day, ...(taken[index] ?? notTaken('not_inspected', TAKING_SENTENCES.not_inspected())) })));
    }
    return outcomes;
  };
}
