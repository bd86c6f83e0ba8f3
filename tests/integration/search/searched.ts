import { rmSync } from 'node:fs';
import { createPageReader } from '../../../server/adapters/pdf/page-reader';
import type { PersonCaller } from '../../../server/kernel/actor';
import type { Consumers } from '../../../server/kernel/consumers';
import { bundleChildren } from '../../support/bundled-child';
import { textPaper } from '../../support/text-paper';
import { openCommittee, stagedFile, type Committee } from '../meetings/committee';

/** A committee whose papers are read by the real child and whose history is followed. */
export interface Searched extends Committee {
  history: Consumers;
  /** Everything that follows has followed. */
  settle(): Promise<void>;
  /** A paper with these pages. */
  attach(meetingId: string, itemId: string | null, name: string, pages: readonly string[]): Promise<string>;
  replace(documentId: string, meetingId: string, name: string, pages: readonly string[]): Promise<void>;
  /** Titles and places of what is found, e.g. `paper To trinh 1,3`. */
  found(text: string, who?: PersonCaller): Promise<string[]>;
  end(): Promise<void>;
}

export async function openSearched(): Promise<Searched> {
  const [committee, children] = [await openCommittee(), await bundleChildren('page-texts')];
  const { application } = committee.installation;
  application.ports.pageReader = createPageReader({ program: children.programs['page-texts'] });
  const staged = async (meetingId: string, name: string, pages: readonly string[]) => stagedFile(committee, meetingId, name, pages.length, { bytes: await textPaper(pages) });
  const searched: Searched = {
    ...committee,
    history: application.followHistory(),
    async settle() {
      await searched.history.settled();
      await application.jobs.drain();
    },
    async attach(meetingId, itemId, name, pages) {
      return (await application.execute('documents.attach', { meetingId, itemId, ...(await staged(meetingId, name, pages)) }, committee.secretary)).documentId;
    },
    async replace(documentId, meetingId, name, pages) {
      await application.execute('documents.replace', { documentId, reason: 'Bổ sung số liệu', ...(await staged(meetingId, name, pages)) }, committee.secretary);
    },
    async found(text, who = committee.member) {
      const { results } = await application.query('search.find', { text }, who);
      return results.map(({ kind, title, places }) => [kind, title ?? '', places.map(({ page }) => page ?? '-').join(',')].join(' '));
    },
    async end() {
      await searched.history.stop();
      await committee.installation.close();
      rmSync(children.folder, { recursive: true, force: true });
    },
  };
  return searched;
}
