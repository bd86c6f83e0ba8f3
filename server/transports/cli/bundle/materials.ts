import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Package } from './packages';
import { sumOf } from './sums';

const LICENCE_FILE = /^(?:licen[cs]e|copying|notice|copyright|ofl|unlicense)/iu;

/** Where the texts for Node and for a library of the system lie on the machine that packs. */
async function textsBeside(file: string): Promise<string[]> {
  const real = await realpath(file);
  const prefix = path.dirname(path.dirname(real));
  const packages = /^libstdc\+\+/u.test(path.basename(real)) ? ['libstdc++6'] : /^libgcc_s/u.test(path.basename(real)) ? ['libgcc-s1'] : ['nodejs', 'node'];
  const places = [...['LICENSE', 'share/doc/node/LICENSE'].map((name) => path.join(prefix, name)), ...packages.map((name) => `/usr/share/doc/${name}/copyright`)];
  return places.filter((place) => existsSync(place));
}

/**
 * The licence texts of all that is inside, one folder each. Where a package brings no text, what it declares stands in its place.
 * @param binaries Node and libraries: name → file. @returns those without a text.
 */
export async function gatherLicences(project: string, packages: readonly Package[], binaries: ReadonlyMap<string, string>, to: string): Promise<string[]> {
  const without: string[] = [];
  const keep = async (name: string, texts: readonly string[], declared: string): Promise<void> => {
    const folder = path.join(to, name.replace('/', '+'));
    await mkdir(folder, { recursive: true });
    for (const text of texts) await copyFile(text, path.join(folder, path.basename(text)));
    if (texts.length > 0) return;
    without.push(name);
    await writeFile(path.join(folder, 'DECLARED.txt'), `${declared}\n`);
  };
  await mkdir(to, { recursive: true });
  await copyFile(path.join(project, 'LICENSE'), path.join(to, 'phien.txt'));
  for (const { folder, name, version, license } of packages) {
    const inside = await readdir(path.join(project, folder), { withFileTypes: true });
    await keep(`${name}@${version}`, inside.filter((entry) => entry.isFile() && LICENCE_FILE.test(entry.name)).map((entry) => path.join(project, folder, entry.name)), license);
  }
  for (const [name, file] of binaries) await keep(name, await textsBeside(file), name.startsWith('node') ? 'MIT' : 'GPL-3.0-or-later WITH GCC-exception-3.1');
  return without;
}

/** An SPDX expression is one licence or several put together. */
const licencesOf = (license: string): unknown[] => (/^[\w.+-]+$/u.test(license) ? [{ license: license === 'UNKNOWN' ? { name: license } : { id: license } }] : [{ expression: license }]);

/**
 * Bill of materials in CycloneDX 1.5 of all that the program and its pages are made of. `npm sbom` is not asked: that of
 * npm 11 named 170 of our 303 packages, and left out what a tool of development needs too.
 */
export async function billOfMaterials(packages: readonly Package[], version: string, binaries: ReadonlyMap<string, string>, packedAt: string): Promise<string> {
  const components: unknown[] = packages.map(({ folder, name, version: of, license, sha512 }) => ({
    'bom-ref': folder,
    'type': 'library',
    name,
    'version': of,
    'purl': `pkg:npm/${name.replace('@', '%40')}@${of}`,
    'licenses': licencesOf(license),
    ...(sha512 !== null && { hashes: [{ alg: 'SHA-512', content: sha512 }] }),
  }));
  for (const [name, file] of binaries) {
    const isNode = name.startsWith('node@');
    components.push({
      'bom-ref': name,
      'type': isNode ? 'platform' : 'library',
      'name': isNode ? 'node' : name,
      ...(isNode && { version: process.versions.node }),
      'licenses': licencesOf(isNode ? 'MIT' : 'GPL-3.0-or-later WITH GCC-exception-3.1'),
      'hashes': [{ alg: 'SHA-256', content: await sumOf(file) }],
    });
  }
  const metadata = { timestamp: packedAt, component: { 'bom-ref': 'phien', 'type': 'application', 'name': 'phien', version, 'purl': `pkg:npm/phien@${version}`, 'licenses': licencesOf('Apache-2.0') } };
  return `${JSON.stringify({ $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json', bomFormat: 'CycloneDX', specVersion: '1.5', version: 1, metadata, components }, null, 1)}\n`;
}
