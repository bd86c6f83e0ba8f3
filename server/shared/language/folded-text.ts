import { foldLetters } from './vietnamese-text';

/** A text without marks, and where each of its letters stood: what is found in it is shown in the text as it is. */
export interface FoldedText {
  /** As it is. */
  readonly text: string;
  readonly folded: string;
  /** For each unit of `folded` its index in the original text, and one more for the end. */
  readonly origin: Uint32Array;
}

/** Diacritics go, đ becomes d, capitals become small, runs of white space become one space. */
export function foldedText(text: string): FoldedText {
  let folded = '';
  const origin: number[] = [];
  let index = 0;
  for (const letter of text) {
    const plain = foldLetters(letter);
    if (/^\s$/u.test(plain)) {
      if (!folded.endsWith(' ')) {
        folded += ' ';
        origin.push(index);
      }
    } else {
      folded += plain;
      for (let unit = 0; unit < plain.length; unit += 1) origin.push(index);
    }
    index += letter.length;
  }
  origin.push(text.length);
  return { text, folded, origin: Uint32Array.from(origin) };
}
