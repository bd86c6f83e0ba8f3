import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../server/adapters/project-root';
import { assemble } from '../integration/sitting/assembly';
import { signedIn } from '../support/sign-in-rows';

/** A server under test with the place it keeps its promises in. */
export interface ServerUnderTest {
  /** The log of the ink, readable beside the running server. */
  file: string;
  doc: string;
  /** The session the document belongs to. */
  meetingId?: string;
  people: string[];
  headers: Record<string, Record<string, string>>;
  /** What the administrator sends along. */
  admin?: Record<string, string>;
  program: string;
  args: string[];
  env: Record<string, string>;
  /** What it prints once it listens. */
  sign: string;
  remove(): void;
}

/**
 * The built program on a data folder with a session of as many members as there are tablets, each signed in already: their
 * sessions are written beside it, because a hundred passwords would only measure argon2.
 */
export async function prepareRealServer(clients: number, port: number): Promise<ServerUnderTest> {
  const main = path.join(projectRoot, 'build', 'server', 'main.js');
  if (!existsSync(main)) throw new Error('the program is not built: node server/build.mjs');
  const origin = `http://127.0.0.1:${port}`;
  const room = await assemble({ members: clients });
  const { application, dataDir } = room.installation;
  const headers: Record<string, Record<string, string>> = {};
  const now = new Date();
  const rows = room.members.map(({ personId }) => {
    const { token, row } = signedIn(personId, { now });
    headers[personId] = { origin, cookie: `phien_session=${token}` };
    return row;
  });
  const administrator = signedIn(room.admin.personId, { now });
  rows.push(administrator.row);
  await application.database.transaction((db) => db.signIn.createMany({ data: rows }));
  await application.stop();
  return {
    file: path.join(dataDir, 'ink.sqlite'),
    doc: room.papers.first,
    meetingId: room.meetingId,
    people: room.members.map(({ personId }) => personId),
    headers,
    admin: { origin, cookie: `phien_session=${administrator.token}` },
    program: process.execPath,
    args: [main],
    env: { NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port), PHIEN_ORIGIN: origin, PHIEN_DATA: dataDir, PHIEN_LOG: 'warn' },
    sign: `Phiên: ${origin}`,
    remove: () => rmSync(dataDir, { recursive: true, force: true }),
  };
}
