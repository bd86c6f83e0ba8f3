import { createReadStream } from 'node:fs';
import { openApplication } from '../../server/application';
import { createClock } from '../../server/adapters/system/clock';
import { system } from '../../server/kernel/actor';

/** A program that takes a file in and is killed while it is being inspected: folder, meeting, person, file. */
const [dataDir = '', meetingId = '', personId = '', file = '', at = ''] = process.argv.slice(2);
const application = await openApplication({ dataDir, origin: 'http://localhost:3000', clock: createClock(new Date(at)), floorBytes: 0 });
application.ports.inspector = {
  inspect: () => {
    process.kill(process.pid, 'SIGKILL');
    return new Promise(() => undefined);
  },
};
const { key: blobKey, sha256, size } = await application.ports.staging.put(createReadStream(file));
application.jobs.start();
await application.execute('documents.receive', { meetingId, personId, sendId: null, file: { blobKey, sha256, size, fileName: 'to-trinh.pdf' } }, system('reception'));
