/**
 * `npm run -s bench -- upload`: from the first byte of a paper to its 201, on the real way (staging, inspection by a job in a
 * child, intake, command); beside it the same bytes received by a bare server that hashes and syncs them, plus the inspection of
 * that file alone. One large paper, and twenty small ones at once. Best of three.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, openAsBlob, rmSync, writeFileSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import express from 'express';
import { PDFDocument } from 'pdf-lib';
import { pino } from 'pino';
import { createPdfInspector } from '../../server/adapters/pdf/inspect';
import { errorResponse } from '../../server/transports/http/errors';
import { uploadRoutes } from '../../server/transports/http/uploads';
import { openCommittee, publishedMeeting } from '../integration/meetings/committee';
import { bundleChildren } from '../support/bundled-child';
import { bestOf, figure, type Bench } from '../support/figures';
import { listen } from '../support/listening';

const ROUNDS = 3;
const LARGE_BYTES = 100 * 1024 * 1024;
const SMALL = 20;

const bench: Bench = async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'phien-bench-upload-'));
  const made = await bundleChildren('pdf-inspect');
  const inspector = createPdfInspector({ program: made.programs['pdf-inspect'], wallMs: 120_000 });
  const committee = await openCommittee();
  const { application } = committee.installation;
  application.ports.inspector = inspector;
  application.jobs.start();
  const app = express();
  app.use('/upload', uploadRoutes({ application, callerOf: () => committee.secretary, tmpDir: path.join(committee.installation.dataDir, 'uploads') }));
  app.use(errorResponse(pino({ level: 'silent' }), application));
  const server = await listen(app);
  const bare = await bareServer(folder);
  try {
    const large = path.join(folder, 'large.pdf');
    const small = path.join(folder, 'small.pdf');
    let made = 0;
    /** Each time other bytes: the same file is not attached twice. */
    const fill = async (): Promise<void> => {
      writeFileSync(large, await pdfOf(LARGE_BYTES, (made += 1)));
      writeFileSync(small, await pdfOf(200_000, (made += 1)));
    };
    const meetings: { meetingId: string; itemId: string }[] = [];
    for (let count = 0; count < ROUNDS * (SMALL + 1); count += 1) meetings.push(await publishedMeeting(committee));
    const send = async (to: { meetingId: string; itemId: string }, file: string): Promise<void> => {
      const body = new FormData();
      body.set('itemId', to.itemId);
      body.set('file', await openAsBlob(file), 'to-trinh.pdf');
      const answer = await fetch(`${server.origin}/upload/meetings/${to.meetingId}`, { method: 'POST', body });
      if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`);
      await answer.arrayBuffer();
    };
    const sendBare = async (file: string): Promise<void> => {
      const body = new FormData();
      body.set('file', await openAsBlob(file), 'to-trinh.pdf');
      await (await fetch(bare.origin, { method: 'POST', body })).arrayBuffer();
      if (!(await inspector.inspect(file)).ok) throw new Error('the file is no paper');
    };
    const next = (): { meetingId: string; itemId: string } => meetings.pop() ?? { meetingId: '', itemId: '' };
    const rounds = await Promise.resolve().then(async () => {
      const taken: { large: number; small: number; bareLarge: number; bareSmall: number }[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        await fill();
        taken.push({
          bareLarge: await timed(() => sendBare(large)),
          large: await timed(() => send(next(), large)),
          bareSmall: await timed(() => Promise.all(Array.from({ length: SMALL }, () => sendBare(small)))),
          small: await timed(() => Promise.all(Array.from({ length: SMALL }, () => send(next(), small)))),
        });
      }
      return taken;
    });
    const best = (of: keyof (typeof rounds)[number]): Promise<number> => bestOf(ROUNDS, async (round) => rounds[round]?.[of] ?? Number.NaN, Number);
    return [
      figure({ bench: 'upload', figure: '100 MB until it is a paper', value: await best('large'), unit: 'ms', baseline: await best('bareLarge'), bound: 'most', gate: 2, aim: 1.2 }),
      figure({ bench: 'upload', figure: '20 papers at once until the last is one', value: await best('small'), unit: 'ms', baseline: await best('bareSmall'), bound: 'most', gate: 3, aim: 1.2 }),
    ];
  } finally {
    await bare.stop();
    await server.stop();
    await committee.installation.close();
    rmSync(folder, { recursive: true, force: true });
    rmSync(made.folder, { recursive: true, force: true });
  }
};
export default bench;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** A sound PDF of about so many bytes, which do not compress. */
async function pdfOf(bytes: number, seed: number): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.addPage([595, 842]).drawRectangle({ x: 10, y: 10, width: 50, height: 50 });
  document.setTitle(`Tờ trình ${seed}`);
  const filling = Buffer.alloc(bytes);
  for (let at = 0, state = seed * 2_654_435_761; at + 4 <= bytes; at += 4) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    filling.writeUInt32LE(state, at);
  }
  document.context.register(document.context.stream(filling, { Type: 'Metadata', Subtype: 'XML' }));
  return document.save({ useObjectStreams: false });
}

/** Hashes what comes, writes it to disk and syncs it; knows nothing of forms. */
async function bareServer(folder: string): Promise<{ origin: string; stop(): Promise<void> }> {
  let count = 0;
  const server = createServer((req, res) => {
    const file = path.join(folder, `bare-${(count += 1)}`);
    const hash = createHash('sha256');
    const measure = new Transform({
      transform(part: Buffer, _encoding, done) {
        hash.update(part);
        done(null, part);
      },
    });
    const receive = async (): Promise<void> => {
      await pipeline(req, measure, createWriteStream(file));
      const handle = await open(file, 'r+');
      await handle.sync().finally(() => handle.close());
      await rm(file);
      res.end(hash.digest('hex'));
    };
    receive().catch(() => res.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
