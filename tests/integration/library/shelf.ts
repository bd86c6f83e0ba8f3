import { stageFile } from '../../../prisma/seed/staged-file';
import type { PersonCaller } from '../../../server/kernel/actor';
import type { CommandInput } from '../../../server/application';
import { citationsIn } from '../../../server/shared/rules/citations';
import { textPaper } from '../../support/text-paper';
import { factsOf } from '../meetings/committee';
import { openSearched, type Searched } from '../search/searched';

export type Fields = Omit<CommandInput<'library.add-entry'>, 'intakeId'>;

export const DECREE: Fields = { isShared: true, number: '30/2020/NĐ-CP', kind: 'nghi_dinh', title: 'Về công tác văn thư', issuer: 'Chính phủ', issuedOn: '2020-03-05', inForceOn: '2020-03-05' };
export const LAW: Fields = { isShared: true, number: '72/2025/QH15', kind: 'luat', title: 'Luật Tổ chức chính quyền địa phương', issuer: 'Quốc hội', issuedOn: '2025-06-16' };

/** A library that is read by the real child and whose history is followed. */
export interface Shelf extends Searched {
  /** A file that waits for a word of whoever sent it. */
  send(pages: readonly string[], who?: PersonCaller, options?: { name?: string; doubt?: { page: number; words: string } }): Promise<string>;
  add(fields: Partial<Fields>, pages?: readonly string[], who?: PersonCaller): Promise<string>;
  /** Where the citations of a text lead: titles, numbers of what was issued here, or nothing. */
  leads(text: string, who?: PersonCaller): Promise<(string | null)[]>;
}

/** What a reader asks of the citations in a text. */
export const askedFor = (text: string) => citationsIn(text).map(({ kind, number, name, year }) => ({ kind, number, name: [...name], year }));

export async function openShelf(): Promise<Shelf> {
  const searched = await openSearched();
  const { application } = searched.installation;
  /** The same pages are the same file: what makes it writes the time into it. */
  const papers = new Map<string, Buffer>();
  const paperOf = async (pages: readonly string[]): Promise<Buffer> => {
    const key = pages.join('\f');
    const bytes = papers.get(key) ?? (await textPaper(pages));
    papers.set(key, bytes);
    return bytes;
  };
  const shelf: Shelf = {
    ...searched,
    async send(pages, who = searched.secretary, { name = 'van ban.pdf', doubt } = {}) {
      const { intakeId } = await stageFile(application, { meetingId: null, personId: who.personId }, { bytes: await paperOf(pages), fileName: name }, { facts: { ...factsOf(pages.length), textOfFirstPage: pages[0] ?? '' }, ...(doubt ? { doubt } : {}) });
      await application.execute('library.hold-file', { intakeId }, who);
      return intakeId;
    },
    async add(fields, pages = [`Điều 1. Phạm vi của ${fields.number ?? fields.title ?? 'văn bản'}`], who = searched.secretary) {
      const intakeId = await shelf.send(pages, who);
      const { entryId } = await application.execute('library.add-entry', { intakeId, ...DECREE, ...fields }, who);
      await shelf.settle();
      return entryId;
    },
    async leads(text, who = searched.member) {
      const { targets } = await application.query('library.cited', { citations: askedFor(text), open: null }, who);
      return targets.map((target) => (target === null ? null : target.kind === 'entry' ? target.entry.title : target.official.number));
    },
  };
  return shelf;
}
