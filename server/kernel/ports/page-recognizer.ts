/**
 * The words of a page that is a picture, read by machine. The file is untrusted: it is drawn outside the process that serves the sitting,
 * and read there, within limits of time and memory. What is read so may be wrong, and is told to be so wherever it is used.
 */

/** A word as it was read, in reading order. */
export interface RecognizedWord {
  text: string;
  /** Left, top, right and bottom as shares of the page as it is shown, in ten thousandths. */
  box: [left: number, top: number, right: number, bottom: number];
  /** Counted through the page: words of one line have one number. */
  line: number;
}

/** A word that is, or may be, a mark of secrecy, looked for as in text that is there. */
export type SeenSecrecy = { kind: 'mark'; mark: string } | { kind: 'doubt'; words: string };

export type Recognition =
  | { ok: true; words: RecognizedWord[]; secrecy: SeenSecrecy | null }
  /** It took too long or too much, or cannot be drawn. */
  | { ok: false };

export interface RecognizerState {
  /** First line of its version; null: it is not there. */
  version: string | null;
  /** Which of Vietnamese and English it reads; without Vietnamese it is not used. */
  languages: ('vie' | 'eng')[];
}

export interface PageRecognizer {
  state(): Promise<RecognizerState>;
  /** Whether pages can be read here at all. */
  isHere(): Promise<boolean>;
  /**
   * Reads one page (1 is the first) of the PDF at an absolute path. Never throws for what the file contains. Rejects with the signal's reason
   * when that fires.
   * @param size of the page as shown, PDF points.
   */
  read(file: string, page: { number: number; size: readonly [width: number, height: number] }, options: { signal: AbortSignal; memoryMb: number }): Promise<Recognition>;
}

/** Words of one page that are kept, at most, and letters of one. */
export const RECOGNIZED_LIMITS = { words: 6_000, letters: 100 } as const;

/** What a page says, line by line, from its words. */
export function linesOfWords(words: readonly Pick<RecognizedWord, 'text' | 'line'>[]): string {
  return words.map(({ text, line }, at) => (at === 0 ? text : `${words[at - 1]?.line === line ? ' ' : '\n'}${text}`)).join('');
}
