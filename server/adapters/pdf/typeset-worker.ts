import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { create as openFont } from '@cantoo/fontkit';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { claimAccessible } from './claim-accessible';

/** What the adapter sends: `data` is JSON text already in NFC. */
export interface TypesetRequest {
  id: number;
  template: string;
  data: string;
  title: string;
  author: string;
  /** Seconds since 1970. */
  createdAt: number;
}

export interface RawAnchor { name: string; page: number; x: number; y: number; width: number; height: number; pageHeight: number }

export type TypesetReply =
  | { id: number; ok: true; pdf: Uint8Array; pages: number; anchors: RawAnchor[] }
  | { id: number; ok: false; kind: 'characters' | 'failed'; detail: string };

const here = path.dirname(fileURLToPath(import.meta.url));
/** The templates stay source files in both layouts: `server/adapters/pdf` from source, `build/server` from the bundle. */
const projectRoot = path.resolve(here, import.meta.url.endsWith('.ts') ? '../../..' : '../..');
const templates = path.join(projectRoot, 'server/adapters/pdf/templates');

const fontFolder = path.dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/package.json'));
const faces = ['400Regular', '700Bold', '400Regular_Italic', '700Bold_Italic'].map((style) =>
  readFileSync(path.join(fontFolder, style, `Tinos_${style}.ttf`)));

const compiler = NodeCompiler.create({ workspace: templates, fontArgs: [{ fontBlobs: faces }] });
const coverage = openFont(faces[0] ?? Buffer.alloc(0));
if (!('hasGlyphForCodePoint' in coverage)) throw new Error('Tinos is a single face, not a collection');
const face = coverage;

/** Characters without a glyph: PDF/A forbids them, so they are refused by name and never dropped. */
function charactersWithoutGlyph(text: string): string[] {
  const missing = new Set<string>();
  for (const character of new Set(text)) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0x20 && !face.hasGlyphForCodePoint(code)) missing.add(character);
  }
  return [...missing];
}

async function typeset(request: TypesetRequest): Promise<TypesetReply> {
  const missing = charactersWithoutGlyph(request.data + request.title + request.author);
  if (missing.length > 0) return { id: request.id, ok: false, kind: 'characters', detail: missing.join(' ') };

  const compiled = compiler.compile({
    mainFilePath: path.join(templates, `${request.template}.typ`),
    inputs: { data: request.data, title: request.title, author: request.author },
  });
  const document = compiled.result;
  if (!document) {
    const failure = compiled.takeDiagnostics();
    return { id: request.id, ok: false, kind: 'failed', detail: failure ? JSON.stringify(failure.shortDiagnostics) : 'no document' };
  }
  const archive = compiler.pdf(document, { pdfStandard: 'a-2a', creationTimestamp: request.createdAt });
  const anchors = compiler.query(document, { selector: '<anchor>', field: 'value' }) as RawAnchor[];
  const pages = document.numOfPages;
  compiler.evictCache(4);
  return { id: request.id, ok: true, pdf: await claimAccessible(archive), pages, anchors };
}

parentPort?.on('message', async (request: TypesetRequest) => {
  const failed = (error: unknown): TypesetReply => ({ id: request.id, ok: false, kind: 'failed', detail: error instanceof Error ? error.message : String(error) });
  const reply = await typeset(request).catch(failed);
  parentPort?.postMessage(reply, reply.ok ? [reply.pdf.buffer as ArrayBuffer] : []);
});
