// Loaded into the program under test before anything else: answers every message with what it holds after collecting garbage.
process.on('message', () => {
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, rss } = process.memoryUsage();
  process.send({ heapUsed, rss, resources: process.getActiveResourcesInfo().filter((kind) => kind !== 'Timeout' && kind !== 'Immediate').length });
});
process.channel.unref();
