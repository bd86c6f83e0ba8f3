/** Signs that begin a formula in a spreadsheet, also in the full width of East Asian keyboards. */
const SIGNS = '=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20';
/** What may stand before one and be taken off: white space and what cannot be seen. */
const UNSEEN = '[\\s\\u200B-\\u200F\\u2060\\uFEFF]*';
/** A sign at the beginning, or where another language's separator, or a quotation mark, begins a cell of its own. */
const FORMULA = new RegExp(`(^|[,;|"'])(${UNSEEN})(?=[${SIGNS}])`, 'gu');
/** Tabulators, line breaks and other controls: each a separator or an end of line to some program. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;

/**
 * Text as one cell of a table file, always quoted: nothing in it is run by a spreadsheet, whichever separator that takes
 * (a file with semicolons opened where commas separate is cut at the commas, quotes or not).
 */
export function csvText(value: string): string {
  if (value === '') return '';
  const words = value.replace(CONTROLS, ' ').replace(FORMULA, (_, before: string) => `${before}'`);
  return `"${words.replaceAll('"', '""')}"`;
}
