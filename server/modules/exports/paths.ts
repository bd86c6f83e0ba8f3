import { dateInVietNam } from '../../shared/rules/date-forms';
import { twoDigits } from '../../shared/rules/numbering';
import type { OfficialRevision, OriginalOfPaper, PaperVersion } from './repository.session';

/** What no system takes in a name, what turns text around, and what cannot be seen. */
const REFUSED = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}<>:"/\\|?*\uFFFD]/gu;
/** Names that Windows keeps for itself, whatever follows the point. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/iu;
const LONGEST = 80;

/** One part of a path from words of people: readable, and taken by every system. */
export function pathPart(words: string, otherwise: string): string {
  const clean = words.normalize('NFC').replace(REFUSED, ' ').replace(/\s+/gu, ' ').replace(/^[.\s]+|[.\s]+$/gu, '');
  let name = '';
  for (const { segment } of new Intl.Segmenter('vi').segment(clean)) {
    if (name.length + segment.length > LONGEST) break;
    name += segment;
  }
  name = name.replace(/[.\s]+$/u, '');
  return name === '' || RESERVED.test(name) ? otherwise : name;
}

/** What makes two names one file apart, whatever the title. */
const short = (id: string): string => id.slice(-6);

/** `papers/03 Tờ trình (v2) 9f31ab.pdf`: place of the item, title, version. */
export const paperPath = ({ id, item, title, number, removedAt }: Pick<PaperVersion, 'id' | 'item' | 'title' | 'number' | 'removedAt'>): string =>
  `papers/${removedAt ? 'withdrawn/' : ''}${item === null ? '' : `${twoDigits(item)} `}${pathPart(title, 'tai-lieu')} (v${number}) ${short(id)}.pdf`;

/** `papers/originals/03 Tờ trình (v2) 9f31ab.docx`: beside the paper that was made of it. */
export const originalPath = (file: Pick<OriginalOfPaper, 'id' | 'item' | 'title' | 'number' | 'removedAt' | 'fileName'>): string =>
  paperPath(file).replace(/^papers\//u, 'papers/originals/').replace(/\.pdf$/u, /\.[a-z0-9]{1,5}$/iu.exec(file.fileName)?.[0].toLowerCase() ?? '.bin');

/** `officials/05-BB-UBND, 2 chữ ký.pdf` would lie about void ones: the revision stands there as a number. */
export const officialPath = ({ officialId, number, notation, revision, isVoid }: Pick<OfficialRevision, 'officialId' | 'number' | 'notation' | 'revision' | 'isVoid'>): string =>
  `officials/${isVoid ? 'void/' : ''}${twoDigits(number)}-${pathPart(notation, 'van-ban')} r${revision} ${short(officialId)}.pdf`;

export const verificationPath = (file: Parameters<typeof officialPath>[0]): string => officialPath(file).replace(/\.pdf$/u, '.verification.json');

export const inkPath = (layer: 'shared' | 'private' | 'prepared', { inkId, title, version }: { inkId: string; title: string; version: number }): string => `ink/${layer}/${pathPart(title, 'tai-lieu')} (v${version}) ${short(inkId)}`;

/** `sessions/2026-11-26 Phiên họp thường kỳ 9f31ab/`. */
export const sessionFolder = ({ id, title, startsAt }: { id: string; title: string; startsAt: Date }): string => `sessions/${dateInVietNam(startsAt)} ${pathPart(title, 'phien-hop')} ${short(id)}/`;
