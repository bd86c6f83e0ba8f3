// Runs on the bare machine, by the Node of the bundle: starts the program as a service does, asks for what people ask, stops it.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const [launcher, data] = process.argv.slice(2);
const origin = 'http://localhost:3000';
const program = spawn(launcher, ['start'], { stdio: ['ignore', 'pipe', 'pipe'] });
let said = '';
for (const stream of [program.stdout, program.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
const ended = new Promise((resolve) => program.on('close', resolve));

const answers = async (address, options) => {
  const answer = await fetch(origin + address, options);
  return { status: answer.status, text: await answer.text() };
};

let health;
for (let tries = 0; tries < 600 && program.exitCode === null; tries += 1) {
  health = await answers('/health').catch((error) => void (said += `${error.cause ?? error}\n`));
  if (health) break;
  await wait(200);
}
const found = { health, page: undefined, verdict: undefined, code: undefined, said: '' };
if (health) {
  found.page = await answers('/sign-in');
  const signed = readdirSync(path.join(data, 'blobs'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name)))
    .find((bytes) => bytes.subarray(0, 5).toString() === '%PDF-' && bytes.includes('/ByteRange'));
  const form = new FormData();
  form.set('file', new Blob([signed ?? '']), 'bien-ban.pdf');
  found.verdict = await answers('/upload/verify', { method: 'POST', body: form, headers: { origin } });
}
program.kill('SIGTERM');
found.code = await ended;
found.said = said.slice(-2_000);
process.stdout.write(`${JSON.stringify(found)}\n`);
