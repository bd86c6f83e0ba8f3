// Loaded into the program under test before anything else: answers every message with the longest stall of its event loop since the one before, ms.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

// Threads of the program load this too.
if (isMainThread) {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  process.on('message', () => {
    process.send({ stallMs: delay.max / 1e6 });
    delay.reset();
  });
  process.channel.unref();
}
