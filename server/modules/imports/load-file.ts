import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { loadImported, type Imported } from '../documents';
import { findMeeting, type Meeting } from '../meetings';

export interface FileOnItsWay {
  file: Imported;
  meeting: Meeting;
}

/** A file on its way into an imported session. @throws DomainError `not_found`. */
export async function loadFile(db: Db, intakeId: string): Promise<FileOnItsWay> {
  const file = await loadImported(db, intakeId);
  const meeting = await findMeeting(db, file.intake.meetingId ?? '');
  if (!meeting?.importedAt) throw new DomainError('not_found', 'not_found');
  return { file, meeting };
}
