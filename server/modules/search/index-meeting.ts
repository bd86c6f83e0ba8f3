import type { RunContext } from '../../kernel/command';
import { listItems } from '../agenda';
import { assignmentsOf } from '../assignments';
import { findMeeting } from '../meetings';
import { findMinutesOf } from '../minutes';
import { readPaper } from './jobs/read-paper';
import { addSource, cleanedText, dropSource, LAST_PAGE, papersNow, putTexts, shortTextsOf, sourcesOf, type SearchSource, type SourceText } from './repository';

type Wanted = Pick<SearchSource, 'kind' | 'sourceId' | 'documentId' | 'number' | 'pages'> & { texts: SourceText[] };

const short = (kind: Wanted['kind'], sourceId: string, texts: readonly string[], first = 0): Wanted => ({
  kind, sourceId, documentId: null, number: null, pages: 0, texts: texts.map((text, index) => ({ page: first + index, text: cleanedText(text) })).filter(({ text }) => text !== ''),
});

/** What of a session is to be found, as it is now. */
async function wantedOf(db: RunContext<unknown>['db'], meetingId: string): Promise<Wanted[]> {
  const meeting = await findMeeting(db, meetingId);
  if (!meeting) return [];
  const [items, papers, minutes] = [await listItems(db, meetingId), await papersNow(db, meetingId), await findMinutesOf(db, meetingId)];
  return [
    short('meeting', meetingId, [meeting.title]),
    ...items.flatMap(({ id, title, conclusion }) => [short('item', id, [title]), ...(conclusion.trim() === '' ? [] : [short('conclusion', id, [conclusion])])]),
    ...(await assignmentsOf(db, meetingId)).filter(({ issuedAt, state }) => issuedAt !== null && state !== 'withdrawn').map(({ id, text }) => short('assignment', id, [text])),
    ...papers.map(({ documentId, title, versionId, number, pages }): Wanted => ({ ...short('paper', versionId, [title]), documentId, number, pages: Math.min(pages, LAST_PAGE) })),
    ...(minutes?.state === 'approved' ? [short('minutes', minutes.id, minutes.content.paragraphs.map(({ text }) => text), 1)] : []),
  ];
}

const keyOf = ({ kind, sourceId }: Pick<SearchSource, 'kind' | 'sourceId'>): string => `${kind} ${sourceId}`;

/** Brings what is indexed of a session to what it is now; where nothing differs nothing is written. Papers are read by a job each. */
export async function indexMeeting(meetingId: string, { db, enqueue }: Pick<RunContext<unknown>, 'db' | 'enqueue'>): Promise<void> {
  const wanted = new Map((await wantedOf(db, meetingId)).map((one) => [keyOf(one), one]));
  const there = await sourcesOf(db, meetingId);
  for (const source of there.filter((one) => !wanted.has(keyOf(one)))) await dropSource(db, source.no);
  const standing = new Map(there.map((one) => [keyOf(one), one]));
  const known = await shortTextsOf(db, there.filter((one) => wanted.has(keyOf(one))));
  for (const [key, { texts, ...source }] of wanted) {
    const before = standing.get(key);
    const no = before?.no ?? (await addSource(db, { meetingId, ...source }));
    const old = new Map((known.get(no) ?? []).map(({ page, text }) => [page, text]));
    const gone = [...old.keys()].filter((page) => !texts.some((one) => one.page === page)).map((page) => ({ page, text: '' }));
    await putTexts(db, no, [...gone, ...texts.filter(({ page, text }) => old.get(page) !== text)]);
    const isUnread = source.kind === 'paper' && (before?.read ?? 0) < source.pages;
    if (isUnread) await enqueue(readPaper, { versionId: source.sourceId }, { key: source.sourceId });
  }
}
