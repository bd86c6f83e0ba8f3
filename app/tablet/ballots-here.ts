/**
 * What a tablet keeps of secret ballots: the sealed bytes on their way, with the id they are sent under, until the server has answered, and the tracker
 * of what was given. What was chosen is never among it. A device that keeps nothing goes on without.
 */
export interface SealedOnItsWay {
  commandId: string;
  ballot: string;
  /** The box it was sealed for: put again, a question has another. */
  publicKey: string;
}

const wayKey = (personId: string, questionId: string): string => `phien.sealed.${personId}.${questionId}`;
const trackerKey = (personId: string, questionId: string): string => `phien.tracker.${personId}.${questionId}`;

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** @param text null: takes it off the device. */
function write(key: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // Storage that is full or forbidden keeps nothing: the page has it until it is left.
  }
}

export function sealedOnItsWay(personId: string, questionId: string): SealedOnItsWay | null {
  try {
    const kept = JSON.parse(read(wayKey(personId, questionId)) ?? 'null') as Partial<SealedOnItsWay> | null;
    return typeof kept?.commandId === 'string' && typeof kept.ballot === 'string' && typeof kept.publicKey === 'string' ? { commandId: kept.commandId, ballot: kept.ballot, publicKey: kept.publicKey } : null;
  } catch {
    return null;
  }
}

export const keepOnItsWay = (personId: string, questionId: string, sealed: SealedOnItsWay | null): void => write(wayKey(personId, questionId), sealed && JSON.stringify(sealed));

export const trackerHere = (personId: string, questionId: string): string | null => read(trackerKey(personId, questionId));
export const keepTracker = (personId: string, questionId: string, tracker: string): void => write(trackerKey(personId, questionId), tracker);
