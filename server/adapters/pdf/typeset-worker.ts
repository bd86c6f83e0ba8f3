import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { unprintableOf } from '../../shared/language/printable';
import { claimAccessible } from './claim-accessible';

/** What the adapter sends: `data` is JSON text already in NFC. */
export interface TypesetRequest {
  id: number;
  template: string;
  data: string;
  title: string;
  author: string;
  /** A file that rides along. */
  facts: { name: string; text: string } | null;
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

const require = createRequire(import.meta.url);
const readFace = (family: string, name: string, style: string): Buffer =>
  readFileSync(path.join(path.dirname(require.resolve(`@expo-google-fonts/${family}/package.json`)), style, `${name}_${style}.ttf`));

/** The administrative face in its four styles, then those that show what it lacks, in the order of `base.typ`. */
const faces = [
  ...['400Regular', '700Bold', '400Regular_Italic', '700Bold_Italic'].map((style) => readFace('tinos', 'Tinos', style)),
  readFace('noto-sans-symbols', 'NotoSansSymbols', '400Regular'),
  readFace('noto-sans-symbols-2', 'NotoSansSymbols2', '400Regular'),
  readFace('noto-sans-math', 'NotoSansMath', '400Regular'),
  readFace('noto-emoji', 'NotoEmoji', '400Regular'),
];

const compiler = NodeCompiler.create({ workspace: templates, fontArgs: [{ fontBlobs: faces }] });
async function typeset(request: TypesetRequest): Promise<TypesetReply> {
  // PDF/A forbids signs without a glyph: they are refused by name and never dropped.
  const missing = unprintableOf(request.data + request.title + request.author);
  if (missing.length > 0) return { id: request.id, ok: false, kind: 'characters', detail: missing.join(' ') };

  const compiled = compiler.compile({
    mainFilePath: path.join(templates, `${request.template}.typ`),
    inputs: { data: request.data, title: request.title, author: request.author, ...(request.facts && { factsFile: request.facts.name, facts: request.facts.text }) },
  });
  const document = compiled.result;
  if (!document) {
    const failure = compiled.takeDiagnostics();
    return { id: request.id, ok: false, kind: 'failed', detail: failure ? JSON.stringify(failure.shortDiagnostics) : 'no document' };
  }
  const archive = compiler.pdf(document, { pdfStandard: 'a-3a', creationTimestamp: request.createdAt });
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
