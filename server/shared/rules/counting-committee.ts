/** People of a counting committee (tổ kiểm phiếu): its head and the others. */
export const COMMITTEE_SIZE = { least: 3, most: 9 } as const;

const TITLES = /^(?:(?:ông|bà|đồng chí|đ\/c)\s+)+/u;

/** The name a candidate's line begins with: "Đồng chí Lục Thị Quế Chi, Giám đốc Sở Tài chính" → "lục thị quế chi". */
const nameIn = (label: string): string => (label.normalize('NFC').toLocaleLowerCase('vi').trim().replace(TITLES, '').split(/\s*[,;:(–—]|\s+-\s/u)[0] ?? '').replace(/\s+/gu, ' ').trim();

/** Of these people, those whose name stands among the candidates: they count no ballots on themselves (V63). */
export const standing = <P extends { fullName: string }>(people: readonly P[], options: readonly { label: string }[]): P[] => {
  const names = new Set(options.map(({ label }) => nameIn(label)));
  return people.filter(({ fullName }) => names.has(nameIn(fullName)));
};
