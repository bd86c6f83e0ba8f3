import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownPath } from '../../app/own-path';
import { projectRoot } from '../../server/adapters/project-root';

const ORIGIN = 'https://hop.thanhgiang.example';
/** Where a browser goes that is sent `Location: path` from this installation. */
const leadsTo = (location: string): URL => new URL(location, ORIGIN);

describe('identity I16 a redirect leads to a path of this installation', () => {
  it.each([
    '/\t/evil.example', '/\n/evil.example', '/\r\n/evil.example', '//evil.example', '///evil.example', '/\\evil.example', '\\\\evil.example', '/\\/evil.example',
    'https://evil.example', 'http://hop.thanhgiang.example/x', 'https:evil.example', 'javascript:alert(1)', 'data:text/html,x', '//hop.thanhgiang.example@evil.example', 'https://hop.thanhgiang.example:444/',
    'https://a:b@hop.thanhgiang.example/x', '/.//evil.example', '/a/..//evil.example', '/%2e//evil.example', ' //evil.example', '\u0000//evil.example', '//[', 'https://hop.thanhgiang.example//evil.example', 'https://hop.thanhgiang.example.evil.example/', '/\u2028/\t/evil.example\\',
  ])('%j', (target) => {
    const path = ownPath(target, ORIGIN);
    expect(leadsTo(path).origin).toBe(ORIGIN);
    expect(path).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
  });

  it.each([
    ['/meetings/1?view=member', '/meetings/1?view=member'],
    ['https://hop.thanhgiang.example/account', '/account'],
    ['/%09/evil.example', '/%09/evil.example'],
    ['/%5c/evil.example', '/%5c/evil.example'],
    ['/\uff0f/evil.example', '/%EF%BC%8F/evil.example'],
    ['meetings', '/meetings'],
    ['', '/'],
  ])('%j stays a path here', (target, path) => expect(ownPath(target, ORIGIN)).toBe(path));

  it('whatever is asked for, however it is put together', () => {
    const piece = fc.constantFrom('/', '//', '\\', '\t', '\n', '\r', ' ', '%09', '%0d%0a', '%2f', '%5c', '.', '..', '@', ':', '#', '?', 'https:', 'javascript:', 'evil.example', 'hop.thanhgiang.example', '\u2044', '\uff0f', '\u3002', '\u0000', '\ud800', '[', ']');
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')), fc.webUrl()), (target) => {
        const path = ownPath(target, ORIGIN);
        expect(leadsTo(path).origin).toBe(ORIGIN);
        expect(path).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
        expect(ownPath(path, ORIGIN)).toBe(path);
      }),
      { numRuns: 5_000 },
    );
  });

  it('every page is led by that one way', () => {
    const sources = readdirSync(path.join(projectRoot, 'app'), { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
    const others = sources.filter((file) => file !== 'data.server.ts' && /\bredirect\(|redirectDocument\(|['"]Location['"]/.test(readFileSync(path.join(projectRoot, 'app', file), 'utf8')));
    expect(others).toEqual([]);
  });
});
