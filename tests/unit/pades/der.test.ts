import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { DerError, bitNumbers, integerHex, isSortedSet, oidText, readDer, readDerPrefix, smallInteger, stringValue, timeValue } from '../../../server/pades/der/read';
import { concat, contextPrimitive, element, generalizedTime, integer, namedBits, octets, oid, sequence, setOf, time, utf8 } from '../../../server/pades/der/write';

const bytes = (max: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ maxLength: max });

describe('DER', () => {
  it('pades D1 what is written is read back', () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 2n ** 200n }), (value) => BigInt(`0x${integerHex(readDer(integer(value)))}`) === value));
    fc.assert(fc.property(fc.nat({ max: 2 ** 31 - 1 }), (value) => smallInteger(readDer(integer(value))) === value));
    fc.assert(fc.property(bytes(70_000), (value) => Buffer.compare(readDer(octets(value)).content, value) === 0));
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => stringValue(readDer(utf8(text))) === text.normalize('NFC')));
    const arc = fc.bigInt({ min: 0n, max: 2n ** 130n });
    fc.assert(
      fc.property(fc.constantFrom(0, 1, 2), fc.nat({ max: 39 }), fc.array(arc, { maxLength: 3 }), (first, second, rest) => {
        const dotted = [first, second, ...rest].join('.');
        return oidText(readDer(oid(dotted))) === dotted;
      }),
    );
    const seconds = fc.integer({ min: Date.UTC(1950, 0, 1) / 1000, max: Date.UTC(2149, 0, 1) / 1000 });
    fc.assert(fc.property(seconds, (at) => timeValue(readDer(time(new Date(at * 1000)))).getTime() === at * 1000));
    fc.assert(fc.property(seconds, (at) => timeValue(readDer(generalizedTime(new Date(at * 1000)))).getTime() === at * 1000));
    fc.assert(fc.property(fc.uniqueArray(fc.nat({ max: 20 }), { minLength: 1 }), (bits) => {
      expect([...bitNumbers(readDer(namedBits(bits)))].sort((a, b) => a - b)).toEqual([...bits].sort((a, b) => a - b));
    }));
  });

  it('pades D2 a set is in DER order whatever order it was given in', () => {
    fc.assert(
      fc.property(fc.array(bytes(40), { maxLength: 8 }), (items) => {
        const set = setOf(items.map((item) => octets(item)));
        expect(isSortedSet(readDer(set).children)).toBe(true);
        expect(Buffer.compare(set, setOf([...items].reverse().map((item) => octets(item))))).toBe(0);
      }),
    );
  });

  it('pades D3 any bytes are read or refused with DerError, and what is read has no other encoding', () => {
    const rebuild = (der: ReturnType<typeof readDer>): Uint8Array =>
      der.tag & 0x20 ? element(der.tag, ...der.children.map(rebuild)) : element(der.tag, der.content);
    fc.assert(
      fc.property(bytes(200), (input) => {
        try {
          const der = readDerPrefix(input);
          expect(Buffer.compare(rebuild(der), der.bytes)).toBe(0);
        } catch (error) {
          expect(error).toBeInstanceOf(DerError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['indefinite length', '30800000'],
    ['length not minimal', '048101ff'],
    ['length with a leading zero', '04820001ff'],
    ['cut short', '0405aabb'],
    ['child beyond its parent', '30030405aa'],
    ['long tag', '1f8101'],
  ])('pades D4 %s is refused', (_name, hex) => {
    expect(() => readDer(Buffer.from(hex, 'hex'))).toThrow(DerError);
  });

  it('pades D5 bytes after an element, superfluous integer octets and deep nesting are refused', () => {
    expect(() => readDer(concat([integer(1), Uint8Array.of(0)]))).toThrow(DerError);
    expect(() => smallInteger(readDer(Buffer.from('02020001', 'hex')))).toThrow(DerError);
    let nested = sequence();
    for (let i = 0; i < 60; i += 1) nested = sequence(nested);
    expect(() => readDer(nested)).toThrow(DerError);
    expect(readDer(contextPrimitive(0, Uint8Array.of(1))).tag).toBe(0x80);
  });
});
