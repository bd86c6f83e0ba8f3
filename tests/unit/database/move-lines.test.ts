import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differingGroup, LinesDigest } from '../../../server/adapters/db/move/digest';
import { copyLineOf, lineOf, UnfitValue, valuesOf, type Kind, type Value } from '../../../server/adapters/db/move/lines';
import { inOrder } from '../../../server/adapters/db/move/shapes';

/** Whatever a column of the kind may hold; texts are those a program can have written. */
const VALUES: Readonly<Record<Kind, fc.Arbitrary<NonNullable<Value>>>> = {
  text: fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom('\\', '\n', '\t', '\r', '\b', '\f', '\v', 'N', 'x', 'đ') })).map((text) => text.replaceAll('\0', '')),
  integer: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  real: fc.double({ noNaN: true }).map((value) => value + 0),
  boolean: fc.constantFrom(0n, 1n),
  moment: fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true }).map((date) => date.toISOString().replace('Z', '+00:00')),
  bytes: fc.uint8Array().map((bytes) => Buffer.from(bytes)),
};
const KINDS = Object.keys(VALUES) as Kind[];
const row = fc.array(fc.constantFrom(...KINDS), { minLength: 1, maxLength: 6 }).chain((kinds) => fc.tuple(fc.constant(kinds), fc.tuple(...kinds.map((kind) => fc.option(VALUES[kind])))));

describe('lines of rows that move', () => {
  it('cli D51 a row is one line, and comes back from it as it was', () => {
    fc.assert(
      fc.property(row, ([kinds, values]) => {
        const line = lineOf(values, kinds);
        expect(line.endsWith('\n') && line.indexOf('\n') === line.length - 1).toBe(true);
        expect(valuesOf(line.slice(0, -1), kinds)).toEqual(values);
        expect(copyLineOf(line, values, kinds).split('\t')).toHaveLength(kinds.length);
      }),
    );
    // As PostgreSQL writes them.
    expect(lineOf(['a\\b\tc\n', null, 1n, 0.5, '\\N'], ['text', 'text', 'boolean', 'real', 'text'])).toBe('a\\\\b\\tc\\n\t\\N\tt\t3fe0000000000000\t\\\\N\n');
    expect(copyLineOf(lineOf([0.5, Buffer.from([1, 255])], ['real', 'bytes']), [0.5, Buffer.from([1, 255])], ['real', 'bytes'])).toBe('0.5\t\\\\x01ff\n');
  });

  it('cli D54 a value that is not of its column’s kind is told with its place', () => {
    for (const [kind, value] of [['text', 'a\0'], ['text', 1n], ['integer', 1.5], ['integer', '1'], ['boolean', 2n], ['moment', 5n], ['moment', '2026-11-29'], ['real', 'x'], ['bytes', 'x']] as const) {
      const error = ((): unknown => {
        try {
          return lineOf([null, value], ['text', kind]);
        } catch (thrown) {
          return thrown;
        }
      })();
      expect(error).toBeInstanceOf(UnfitValue);
      expect((error as UnfitValue).column).toBe(1);
    }
  });

  it('cli D50 a digest is of the lines, however they are cut into pieces, and of each group by itself', () => {
    const lines = ['1\ta\n', '1\tb\n', '2\t\n', '30\tđ\n', '30\te\n'];
    const of = (bytes: Buffer, cuts: readonly number[], grouped = true) => {
      const digest = new LinesDigest(grouped);
      let from = 0;
      for (const cut of [...cuts].sort((a, b) => a - b)) {
        digest.take(bytes.subarray(from, cut));
        from = cut;
      }
      digest.take(bytes.subarray(from));
      return digest.end();
    };
    const all = Buffer.from(lines.join(''));
    const whole = of(all, []);
    expect([whole.rows, whole.groups.size, whole.bytes]).toEqual([5, 3, all.length]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: all.length }), { maxLength: 8 }), (cuts) => {
        expect(of(all, cuts)).toEqual(whole);
        expect(of(all, cuts, false)).toMatchObject({ rows: 5, sha256: whole.sha256 });
      }),
    );
    const other = of(Buffer.from(lines.toSpliced(3, 1, '30\tx\n').join('')), []);
    expect([other.sha256 === whole.sha256, differingGroup(whole, other), differingGroup(whole, whole)]).toEqual([false, '30', null]);
    expect(differingGroup(whole, of(Buffer.from(`${lines.join('')}4\tz\n`), []))).toBe('4');
    expect(differingGroup(of(Buffer.from(lines.slice(2).join('')), []), whole)).toBe('1');
  });

  it('cli D51 tables come behind those they name; a circle is no order', () => {
    const references: Record<string, string[]> = { a: ['c'], b: [], c: ['b', 'd'], d: [] };
    expect(inOrder(['a', 'b', 'c', 'd'], (name) => references[name] ?? [])).toEqual(['b', 'd', 'c', 'a']);
    expect(() => inOrder(['a', 'b'], (name) => [name === 'a' ? 'b' : 'a'])).toThrow(/in a circle: a, b/u);
  });
});
