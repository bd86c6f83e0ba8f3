import type { RunContext } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import type { PaperNotes } from '../../../shared/rules/paper-notes';
import { faultsOf, type NotesFault } from '../../../shared/rules/paper-notes-faults';
import { actsOf } from './acts';
import { notesSetting, type LoadedNotes } from './world';

/** As many as a page can show; who has more begins with these. */
const FAULTS_MOST = 40;

/** Told at their fields, all that are known. @throws DomainError `rejected`/`notes.faults` {count, faults (JSON)}. */
function refuse(faults: readonly NotesFault[]): never {
  throw new DomainError('rejected', 'notes.faults', { count: faults.length, faults: JSON.stringify(faults.slice(0, FAULTS_MOST)) });
}

/** What a row that was refused brings upon the rows of its item. */
const CONSEQUENCES = new Set(['voting.item_not_current', 'floor.not_current', 'sitting.item_not_current', 'sitting.items_open', 'sitting.vote_open']);

const plain = (params: DomainError['params']): NotesFault['params'] =>
  Object.fromEntries(Object.entries(params).flatMap(([name, value]) => (typeof value === 'string' || typeof value === 'number' ? [[name, value]] : [])));

/**
 * Enters the notes as a whole (L65): every act by the command that does it in a hall, at the time the notes have for it. What one refuses is a
 * fault at its row; what comes after it is carried out all the same, so that all rows are judged, and with a single fault nothing stays.
 */
export async function enterNotes(notes: PaperNotes, loaded: LoadedNotes, context: RunContext<unknown>): Promise<void> {
  const setting = await notesSetting(context.db, loaded, context.now);
  const known = faultsOf(notes, setting.world);
  if (known.length > 0) refuse(known);
  const faults: NotesFault[] = [];
  for (const { field, at, run } of actsOf(notes, loaded, setting)) {
    try {
      await run({ ...context, now: at, emit: (event) => context.emit({ ...event, happenedAt: at }) });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const isNew = !faults.some((one) => one.field === field) && (faults.length === 0 || !CONSEQUENCES.has(error.reason));
      if (isNew) faults.push({ field, reason: error.reason, params: plain(error.params) });
      // Without a beginning nothing else can be judged.
      if (field === 'beganAt') break;
    }
  }
  if (faults.length > 0) refuse(faults);
}
