/** Names of agencies as the head of a document prints them. */

/** Letters in capitals that a line of the head has room for (NĐ 30/2020, Phụ lục I: the left part of the head, 12 pt, bold). */
const LINE_LETTERS = 27;

/** What is one name, and stands on a line of its own before the name of the place. */
const KINDS = /^(ỦY BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM|ĐOÀN ĐẠI BIỂU QUỐC HỘI) (.+)$/u;

/** Words that belong together, and are not torn apart. */
const KEPT = ['ỦY BAN NHÂN DÂN', 'HỘI ĐỒNG NHÂN DÂN', 'BAN CHỈ ĐẠO', 'CHƯƠNG TRÌNH', 'MỤC TIÊU', 'QUỐC GIA', 'THÀNH PHỐ', 'ĐẶC KHU', 'VĂN PHÒNG'];
const JOINT = '\u00A0';

/** Breaks words into as few lines as they need, of lengths as alike as they can be. */
function evenLines(text: string): string[] {
  const words = KEPT.reduce((all, one) => all.replaceAll(one, one.replaceAll(' ', JOINT)), text).split(' ');
  const count = Math.ceil(text.length / LINE_LETTERS);
  let best = { longest: Infinity, lines: [text] };
  const take = (from: number, lines: string[]): void => {
    if (lines.length === count - 1) {
      const all = [...lines, words.slice(from).join(' ')];
      const longest = Math.max(...all.map(({ length }) => length));
      if (longest < best.longest) best = { longest, lines: all };
      return;
    }
    for (let to = from + 1; to < words.length; to += 1) take(to, [...lines, words.slice(from, to).join(' ')]);
  };
  take(0, []);
  return best.lines.map((line) => line.replaceAll(JOINT, ' '));
}

/** "Chủ tịch UBND tỉnh" → "Chủ tịch Ủy ban nhân dân tỉnh": bodies and positions as documents write them out. */
export const inFull = (words: string): string => words.replace(/\bUBND\b/gu, 'Ủy ban nhân dân');

/** Printed lines of an agency in capitals: "ỦY BAN NHÂN DÂN" above "TỈNH THANH GIANG". */
export function agencyLines(name: string): string[] {
  const capitals = name.trim().replace(/\s+/gu, ' ').toLocaleUpperCase('vi');
  const [, kind, place] = KINDS.exec(capitals) ?? [];
  return kind && place ? [kind, ...evenLines(place)] : evenLines(capitals);
}
