/** Phrases of minutes by the letters that stand for them, typed behind a semicolon and ended by a space. Minutes are written in the official language. */
export const PHRASES: Readonly<Record<string, string>> = {
  kl: 'Chủ tọa kết luận: ',
  yk: 'Ý kiến của ',
  tn: 'Các thành viên dự họp thống nhất với ',
  dn: 'đề nghị ',
  gt: 'giải trình: ',
  gc: 'giao ',
  bc: 'trình bày báo cáo ',
  bs: 'đề nghị bổ sung ',
  nt: 'nhất trí với dự thảo',
};

const SHORT = /(^|\s);([a-z]{2}|[1-9]) $/u;

/**
 * The text where the shorthand right before the caret has become its words: a phrase, or the nth speaker.
 * @returns null where there is none.
 */
export function expandedPhrase(text: string, caret: number, speakers: readonly string[]): { text: string; place: number } | null {
  const before = text.slice(0, caret);
  const found = SHORT.exec(before);
  if (!found) return null;
  const [whole, lead = '', name = ''] = found;
  const speaker = speakers[Number(name) - 1];
  const words = PHRASES[name] ?? (speaker === undefined ? undefined : `Đồng chí ${speaker}: `);
  if (words === undefined) return null;
  const start = before.slice(0, caret - whole.length) + lead + words;
  return { text: start + text.slice(caret), place: start.length };
}
