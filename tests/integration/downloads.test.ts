import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Application } from '../../server/application';
import { createDownloadNotes } from '../../server/transports/http/downloads';
import { openTestInstallation, type TestInstallation } from '../support/installation';
import { namedId } from '../support/named-id';

const log = pino({ level: 'silent' });

describe('downloads in the audit log', () => {
  let installation: TestInstallation;
  beforeEach(async () => void (installation = await openTestInstallation()));
  afterEach(() => installation.close());
  const entries = async () =>
    (await installation.application.database.reader.auditEntry.findMany({ where: { action: 'documents.record-downloads' }, orderBy: { seq: 'asc' } })).map(({ details }) => (JSON.parse(details) as { downloads: { personId: string; id: string; answers: number }[] }).downloads);

  it('documents D15 ranges and repetitions are one line per person and file, and an ordered stop writes what waits', async () => {
    const notes = createDownloadNotes(installation.application, log);
    for (let range = 0; range < 300; range += 1) notes.note({ personId: namedId('a'), kind: 'document', id: namedId('x'), version: 1 });
    notes.note({ personId: namedId('b'), kind: 'document', id: namedId('x'), version: 1 });
    notes.note({ personId: namedId('a'), kind: 'official', id: namedId('y'), version: 0 });
    expect(await entries()).toEqual([]);
    await notes.stop();
    expect(await entries()).toEqual([[
      { personId: namedId('a'), kind: 'document', id: namedId('x'), version: 1, answers: 300 },
      { personId: namedId('b'), kind: 'document', id: namedId('x'), version: 1, answers: 1 },
      { personId: namedId('a'), kind: 'official', id: namedId('y'), version: 0, answers: 1 },
    ]]);
  });

  it('documents D15 many lines are written in few entries, and none is lost while the database cannot be written', async () => {
    let fails = 2;
    const execute = ((name: 'documents.record-downloads', input: never, caller: never) =>
      fails-- > 0 ? Promise.reject(new Error('disk is full')) : installation.application.execute(name, input, caller)) as Application['execute'];
    const notes = createDownloadNotes({ execute, clock: installation.application.clock }, log);
    for (let index = 0; index < 1_000; index += 1) notes.note({ personId: namedId(`p${index}`), kind: 'document', id: namedId('x'), version: 1 });
    await notes.stop();
    await notes.stop();
    const written = await entries();
    expect(written.length).toBeLessThanOrEqual(6);
    expect(new Set(written.flat().map(({ personId }) => personId)).size).toBe(1_000);
    expect(written.flat()).toHaveLength(1_000);
  });
});
