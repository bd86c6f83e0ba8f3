import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../../../server/adapters/project-root';

export interface Import {
  /** Project path without extension for own files (`server/kernel/bus`), package name with its path for others. */
  target: string;
  /** Where a folder was named, its index file is meant. */
  isFolder: boolean;
  isOwn: boolean;
  typeOnly: boolean;
}

export interface Source {
  /** From the project's root, with forward slashes. */
  file: string;
  text: string;
  tree: ts.SourceFile;
  imports: Import[];
}

const ALIASES: readonly (readonly [string, string])[] = [
  ['~/', 'app/'],
  ['@shared/', 'server/shared/'],
];
const EXTENSIONS = ['.ts', '.tsx', '.mts', '.mjs'];
/** Made by tools, or made by runs of the tests. */
const LEFT_OUT = new Set(['node_modules', 'generated', 'generated-postgresql', '.artifacts', 'build']);

function filesBelow(folder: string): string[] {
  return readdirSync(path.join(projectRoot, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return LEFT_OUT.has(entry.name) ? [] : filesBelow(name);
    return EXTENSIONS.some((extension) => name.endsWith(extension)) ? [name] : [];
  });
}

function resolved(from: string, specifier: string): Omit<Import, 'typeOnly'> {
  const alias = ALIASES.find(([prefix]) => specifier.startsWith(prefix));
  if (!alias && !specifier.startsWith('.')) return { target: specifier, isFolder: false, isOwn: false };
  const plain = specifier.replace(/\?.*$/u, '');
  const joined = alias ? alias[1] + plain.slice(alias[0].length) : path.posix.join(path.posix.dirname(from), plain);
  const target = joined.replace(/\.(tsx?|mjs)$/u, '').replace(/\/$/u, '');
  const full = path.join(projectRoot, target);
  const isFile = EXTENSIONS.some((extension) => existsSync(full + extension)) || (existsSync(full) && statSync(full).isFile());
  return { target, isFolder: !isFile && existsSync(full), isOwn: true };
}

function importsOf(file: string, tree: ts.SourceFile): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Expression | undefined, typeOnly: boolean): void => {
    if (specifier && ts.isStringLiteralLike(specifier)) found.push({ ...resolved(file, specifier.text), typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const named = node.importClause?.namedBindings;
      const allTypes = named !== undefined && ts.isNamedImports(named) && !node.importClause?.name && named.elements.length > 0 && named.elements.every((element) => element.isTypeOnly);
      add(node.moduleSpecifier, node.importClause?.isTypeOnly === true || allTypes);
    } else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

let known: Source[] | undefined;

/** All program text of the project, read and parsed once. */
export function sources(): readonly Source[] {
  known ??= ['app', 'server', 'tests', 'prisma'].flatMap(filesBelow).map((file) => {
    const text = readFileSync(path.join(projectRoot, file), 'utf8');
    const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
    return { file, text, tree, imports: importsOf(file, tree) };
  });
  return known;
}

export const sourcesIn = (...folders: string[]): readonly Source[] => sources().filter(({ file }) => folders.some((folder) => file.startsWith(`${folder}/`)));
