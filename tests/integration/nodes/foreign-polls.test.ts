import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { passForeignPolls } from '../../../server/transports/realtime/foreign-polls';

const QUESTIONS = 40;
/** Each turn of the one that passes on takes so long: the other has answered, and ended the connection if it may, in between, ms. */
const TURN_MS = 5;

/** The one whose connections they are, in a thread of its own as in a process of its own. */
const OWNER = `
const { createServer } = require('node:http');
const { parentPort, workerData } = require('node:worker_threads');
createServer((req, res) => {
  const chunks = [];
  req.on('data', (chunk) => chunks.push(chunk));
  req.on('end', () => res.end(Buffer.concat(chunks)));
}).listen(workerData, () => parentPort.postMessage('listening'));`;

interface Answer {
  status: number | undefined;
  connection: string | undefined;
  body: string;
}

function post(server: Server, body: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    const headers = { connection: 'close', 'content-length': Buffer.byteLength(body) };
    const sent = request({ port, agent: false, method: 'POST', path: '/socket.io/?EIO=4&transport=polling&sid=2-abc', headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.on('end', () => resolve({ status: answer.statusCode, connection: answer.headers.connection, body: text }));
    });
    sent.on('error', reject).end(body);
  });
}

describe('of two processes behind one port', () => {
  let folder: string;
  let owner: Worker;
  let server: Server;
  let end: () => Promise<void>;
  let busy = true;
  beforeEach(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'phien-polls-'));
    const socketOf = (index: number): string => path.join(folder, `${index}.sock`);
    owner = new Worker(OWNER, { eval: true, workerData: socketOf(2) });
    await new Promise((resolve) => owner.once('message', resolve));
    server = createServer((_req, res) => res.writeHead(500).end());
    end = passForeignPolls(server, { index: 1, socketOf });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const turn = (): void => {
      for (const began = performance.now(); performance.now() - began < TURN_MS;);
      if (busy) setImmediate(turn);
    };
    turn();
  });
  afterEach(async () => {
    busy = false;
    await end();
    await new Promise((resolve) => server.close(resolve));
    await owner.terminate();
    rmSync(folder, { recursive: true, force: true });
  });

  it('http N11 a busy one that passes a question on gets its answer, also where who asked closes the connection with it', async () => {
    for (let asked = 0; asked < QUESTIONS; asked += 1) expect(await post(server, `Ý kiến ${asked}`)).toEqual({ status: 200, connection: 'close', body: `Ý kiến ${asked}` });
  });
});
