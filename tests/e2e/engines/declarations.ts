import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../support/installation';
import type { Seat } from './seat';

/** What an engine may read past, because nothing is lost by it there. */
const SPARED: Record<string, string> = {
  'field-sizing:content': 'measured by the page where the engine does not (minutes-page.tsx)',
  'text-size-adjust:none': 'for engines of telephones, which make small text larger',
  'forced-color-adjust:none': 'for the high contrast of Windows',
  'text-wrap:pretty': 'lines break as everywhere else',
};

/** For one engine alone; the others read past it. */
const VENDOR = /^-(webkit|moz|ms)-/;

/** Every declaration of the built styles, each once: properties of our own, descriptors of fonts and frames of animations are none. */
function declarations(): string[] {
  const folder = path.join(root, 'build', 'remix', 'client', 'assets');
  const sheets = readdirSync(folder).filter((name) => name.endsWith('.css')).map((name) => readFileSync(path.join(folder, name), 'utf8'));
  const found = sheets.flatMap((sheet) =>
    [...sheet.replace(/\/\*[\s\S]*?\*\//g, '').replace(/@(font-face|property|page)[^{]*\{[^}]*\}/g, '').matchAll(/[{;]\s*([a-z-]+)\s*:\s*((?:"[^"]*"|'[^']*'|\([^)]*\)|[^;{}"'(])+)(?=[;}])/g)].map(([, property, value]) => `${property}:${value}`),
  );
  return [...new Set(found)].filter((one) => !one.startsWith('--'));
}

/** Those the engine of this window rejects. */
export async function strangeDeclarations(seat: Seat): Promise<string[]> {
  const all = declarations();
  if (all.length < 500) throw new Error(`only ${all.length} declarations were found in the built styles`);
  await seat.go('/sign-in');
  const rejected = await seat.run((list) => list.filter((one) => {
    const at = one.indexOf(':');
    return !CSS.supports(one.slice(0, at), one.slice(at + 1).replace(/!\s*important$/, '').trim());
  }), all);
  // A property that an engine knows by its prefix stands there with its prefix as well.
  return rejected.filter((one) => !VENDOR.test(one) && !(one in SPARED) && !(all.includes(`-webkit-${one}`) && !rejected.includes(`-webkit-${one}`)));
}
