import { describe, expect, it } from 'vitest';
import { AUDIT_GENESIS, auditHash, type AuditRow } from '../../server/kernel/audit';
import { canonicalJson } from '../../server/kernel/canonical-json';
import { BASELINE, changesOf, verifyRecord, type RecordSource, type RecordRow, type RecordTable } from '../../server/kernel/record';
import { times } from '../support/long';

const TABLES: readonly RecordTable[] = [{ table: 'Vote' }, { table: 'Seat' }, { table: 'Minutes' }, { table: 'Paper', file: { key: 'blob', sha256: 'sum', size: 'size' } }];
const COLUMNS = { Vote: ['id', 'result'], Seat: ['id', 'present'], Minutes: ['id', 'text'], Paper: ['blob', 'id', 'sum'] };

type Tables = Map<string, Map<string, string>>;

/** An installation in memory: its chain, and its rows as `kind → id → text`. */
class Ledger {
  readonly chain: AuditRow[] = [];
  readonly tables: Tables = new Map(TABLES.map(({ table }) => [table, new Map<string, string>()]));

  constructor() {
    this.append(BASELINE, [], { part: 1, parts: 1, columns: COLUMNS, differing: [] });
  }

  append(action: string, written: readonly RecordRow[], details: object = {}): void {
    const content: Omit<AuditRow, 'hash'> = {
      seq: this.chain.length + 1, at: new Date(0), actorId: null, actorName: 'test', action, objectType: 'x', objectId: 'x', meetingId: null,
      details: canonicalJson(details), changes: JSON.stringify(changesOf(written)), prevHash: this.chain.at(-1)?.hash ?? AUDIT_GENESIS,
    };
    this.chain.push({ ...content, hash: auditHash(content) });
  }

  /** As a command would: rows first, then the entry. */
  write(...rows: RecordRow[]): void {
    for (const { kind, id, text } of rows) {
      if (text === null) this.tables.get(kind)?.delete(id);
      else this.tables.get(kind)?.set(id, text);
    }
    this.append('test.write', rows);
  }

  verify(tables: Tables = this.tables) {
    const source: RecordSource = {
      entries: () => this.chain,
      columns: () => COLUMNS,
      columnsOf: (kind) => COLUMNS[kind as keyof typeof COLUMNS] ?? [],
      * rows(kind) {
        for (const [id, text] of tables.get(kind) ?? []) yield { id, text };
      },
      * files(kind) {
        for (const [id, text] of tables.get(kind) ?? []) yield { id, blob: { key: text, sha256: 'sum', size: 1 } };
      },
    };
    return verifyRecord(source, TABLES, { holds: async ({ key }) => !key.includes('rotten') });
  }
}

/** mulberry32: the same numbers on every machine. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function filled(): Ledger {
  const ledger = new Ledger();
  for (let at = 0; at < 6; at += 1) ledger.write(...TABLES.map(({ table }) => ({ kind: table, id: `${table}-${at}`, text: `${table} ${at}` })));
  ledger.write({ kind: 'Vote', id: 'Vote-1', text: 'Vote 1 closed' });
  ledger.write({ kind: 'Seat', id: 'Seat-5', text: null });
  return ledger;
}

describe('the record and the chain', () => {
  it('agree after every command, also where a row was written twice, came back or went', async () => {
    const ledger = filled();
    ledger.write({ kind: 'Seat', id: 'Seat-5', text: 'back' }, { kind: 'Seat', id: 'Seat-5', text: 'back again' }, { kind: 'Seat', id: 'Seat-4', text: null });
    expect(await ledger.verify()).toMatchObject({ chain: { ok: true }, differing: 0, records: 23, files: 6 });
  });

  it('random changes of rows are each found, with kind and id: 1,000 of them, 10,000 in the long form', { timeout: 240_000 }, async () => {
    const ledger = filled();
    const random = numbers(20_261_128);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
    for (let round = 0; round < times(1_000, 10_000); round += 1) {
      const kind = pick(TABLES).table;
      const rows = new Map(ledger.tables.get(kind));
      const tables = new Map(ledger.tables).set(kind, rows);
      const id = pick([...rows.keys()]);
      const text = rows.get(id) ?? '';
      const act = pick(['change', 'delete', 'add', 'swap'] as const);
      let expected: object[];
      if (act === 'change') {
        const at = Math.floor(random() * text.length);
        rows.set(id, `${text.slice(0, at)}${String.fromCharCode(text.charCodeAt(at) ^ 1)}${text.slice(at + 1)}`);
        expected = [{ problem: 'changed', kind, id }];
      } else if (act === 'delete') {
        rows.delete(id);
        expected = [{ problem: 'missing', kind, id }];
      } else if (act === 'add') {
        const added = `${kind}-new-${round}`;
        rows.set(added, text);
        expected = [{ problem: 'added', kind, id: added }];
      } else {
        const other = pick([...rows.keys()].filter((key) => key !== id));
        rows.set(id, rows.get(other) ?? '').set(other, text);
        expected = [id, other].map((swapped) => ({ problem: 'changed', kind, id: swapped }));
      }
      const { differences } = await ledger.verify(tables);
      if (differences.length !== expected.length || !expected.every((one) => differences.some((found) => canonicalJson(found) === canonicalJson(one)))) {
        expect(differences, `round ${round}: ${act}`).toEqual(expected);
      }
    }
  });

  it('a file that is not what its row says is named by the row', async () => {
    const ledger = filled();
    ledger.write({ kind: 'Paper', id: 'Paper-9', text: 'rotten' });
    expect((await ledger.verify()).differences).toEqual([{ problem: 'file', kind: 'Paper', id: 'Paper-9' }]);
  });

  it('what differed before an upgrade took everything as found stays a difference, and a broken chain says nothing of rows', async () => {
    const ledger = filled();
    ledger.tables.get('Vote')?.set('Vote-2', 'forged');
    const found = [...ledger.tables].flatMap(([kind, rows]) => [...rows].map(([id, text]) => ({ kind, id, text })));
    ledger.append(BASELINE, found, { part: 1, parts: 1, columns: COLUMNS, differing: [['Vote', 'Vote-2']] });
    expect(await ledger.verify()).toMatchObject({ baselines: [1, ledger.chain.length], differences: [{ problem: 'before_baseline', kind: 'Vote', id: 'Vote-2' }] });
    const row = ledger.chain[3];
    if (row) ledger.chain[3] = { ...row, changes: '[]' };
    expect(await ledger.verify()).toMatchObject({ chain: { ok: false, brokenAt: 4, problem: 'content' }, records: 0 });
  });
});
