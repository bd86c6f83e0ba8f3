import type { OpStore, PrivateStream } from './ports/op-store';

/** Private streams of a person, or on some documents, so many at once; no page is empty. What was looked at may be removed before the next page is asked for. */
export async function* privateStreamPages(ink: Pick<OpStore, 'privateStreams'>, of: Parameters<OpStore['privateStreams']>[0], limit: number): AsyncGenerator<PrivateStream[]> {
  for (let after: PrivateStream | undefined; ;) {
    const page: PrivateStream[] = await ink.privateStreams(of, { after, limit });
    if (page.length > 0) yield page;
    if (page.length < limit) return;
    after = page.at(-1);
  }
}
