// Loaded into the program under test before anything else: answers every message with what it holds after collecting garbage.
import { isMainThread } from 'node:worker_threads';

function answer() {
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, rss } = process.memoryUsage();
  process.send({ heapUsed, rss, resources: process.getActiveResourcesInfo().filter((kind) => kind !== 'Timeout' && kind !== 'Immediate').length });
}

// Threads of the program load this too.
if (isMainThread) {
  process.on('message', answer);
  process.channel.unref();
}
