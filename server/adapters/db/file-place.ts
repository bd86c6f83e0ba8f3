import { statSync } from 'node:fs';

export interface FilePlace {
  /** The path still leads to the file it led to; what is written into one that was taken away is gone when the program ends. */
  readonly holds: boolean;
}

/** Remembers which file lies at a path. Never opens it: closing a database file would take this process's locks away. */
export function placeOf(file: string): FilePlace {
  const opened = statSync(file);
  return {
    get holds() {
      const now = statSync(file, { throwIfNoEntry: false });
      return now?.ino === opened.ino && now.dev === opened.dev;
    },
  };
}
