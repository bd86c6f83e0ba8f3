/**
 * The program while it is worked on: started ahead and told by watch.mjs when its turn has come, with pages from their sources.
 * What takes long at a start and seldom changes is done before: packages are loaded and the pages evaluated.
 */
import { pagesInDevelopment, type FromWatcher, type ToWatcher } from '../transports/http/pages-in-development';

type Program = typeof import('../program');

const { pages, warm } = pagesInDevelopment({
  tell: (message: ToWatcher) => void process.send?.(message),
  hear: (listener) => process.on('message', (message: FromWatcher) => listener(message)),
  socketPath: process.env.PHIEN_DEV_SOCKET ?? '',
});
// Whoever started this is gone, and nobody would end it.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));

const turn = new Promise<string>((resolve) => process.on('message', (message: FromWatcher) => ('go' in message ? resolve(message.go) : undefined)));
// A page that does not compile is told when it is asked for.
await Promise.all([warm().catch(() => undefined), import(`${process.env.PHIEN_DEV_PROGRAM}?ahead`).catch(() => undefined)]);
process.send?.({ isReady: true } satisfies ToWatcher);
const file = await turn;
((await import(file)) as Program).runProgram(pages, () => process.send?.({ isListening: true } satisfies ToWatcher));
