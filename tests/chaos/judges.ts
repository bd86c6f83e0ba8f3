/**
 * `npm run -s chaos -- judges [--write]`: asks OpenSSL, Poppler, qpdf and MuPDF, and where they can be had pyHanko, EU DSS and veraPDF, about the
 * twelve sorts of files of the product and every signed file of the corpus beside it. `--write` notes what they said in tests/judges/verdicts.tsv
 * and in the tables of docs/judges.md.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ask, FETCHED, fetched, INSTALLED, type Opinion, type Word } from '../judges';
import { corpusSets } from '../judges/corpus-files';
import { countingFiles, minutesFiles, unsignedFiles, type OwnFile } from '../judges/own-files';
import { corpus } from '../support/corpus';
import { figure, type Bench } from '../support/figures';
import { tool } from '../support/tools';

const root = path.dirname(path.dirname(import.meta.dirname));
const RECORD = path.join(root, 'tests/judges/verdicts.tsv');
const DOCUMENT = path.join(root, 'docs/judges.md');
const COLUMNS = ['openssl', 'pdfsig', 'qpdf', 'mutool', 'pyhanko', 'dss'];
/** Their versions are those of the project; the others are the machine's, and say now and then something else. */
const PINNED = ['pyhanko', 'dss'];

type Answer = Record<string, Opinion>;

/** What a judge has to say of a file of ours: of signatures where there are some, of the form always. */
const due = (name: string, { signed }: OwnFile): Word => (signed || name === 'qpdf' || name === 'verapdf' ? 'sound' : 'unsigned');

const wordOf = (answer: Answer, name: string): string => answer[name]?.word ?? '–';
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

/** Puts a table between its two marks. */
function noted(document: string, mark: string, text: string): string {
  return document.replace(new RegExp(`(<!-- ${mark} -->\n)[\\s\\S]*?(\n<!-- /${mark} -->)`, 'u'), (_all, begin: string, end: string) => `${begin}${text}${end}`);
}

const judges: Bench = async (args) => {
  const { values } = parseArgs({ args, options: { write: { type: 'boolean', default: false } } });
  const why = fetched('fetch');
  if (why !== null) process.stderr.write(`left out: veraPDF, EU DSS and pyHanko (${why})\n`);
  const installed = INSTALLED.filter(({ name }) => tool(name));
  const asked = [...installed, ...(why === null ? FETCHED : [])];
  const folder = mkdtempSync(path.join(tmpdir(), 'judges-'));
  try {
    const [minutes, counting, unsigned] = [await minutesFiles(folder), await countingFiles(folder), await unsignedFiles(folder)];
    const own: { one: OwnFile; answer: Answer }[] = [];
    for (const { files, bench } of [minutes, counting, { files: unsigned, bench: minutes.bench }]) {
      const answers = await ask(asked, files.map(({ file }) => file), bench);
      own.push(...files.map((one, index) => ({ one, answer: answers[index] ?? {} })));
    }
    const wrong = own.flatMap(({ one, answer }) => Object.entries(answer).flatMap(([name, { word, said }]) => (word === due(name, one) ? [] : [`${one.sort}: ${name} says ${word} (${said.join('; ')})`])));
    const others: { name: string; ours: string; answer: Answer }[] = [];
    for (const { files, bench } of corpusSets(folder)) {
      process.stderr.write(`${files.length} files of others\n`);
      const answers = await ask(asked.filter(({ name }) => name !== 'verapdf'), files.map(({ file }) => file), bench);
      others.push(...files.map(({ name, ours }, index) => ({ name, ours, answer: answers[index] ?? {} })));
    }
    const lines = others.map(({ name, ours, answer }) => [name, ours, ...COLUMNS.map((judge) => wordOf(answer, judge)), COLUMNS.flatMap((judge) => (answer[judge]?.said ?? []).slice(0, 1).map((said) => `${judge}: ${said}`)).join(' · ').replaceAll(`${corpus}/`, '').replace(/\s+/gu, ' ').slice(0, 300)]);
    if (values.write) {
      writeFileSync(RECORD, `${[['file', 'phien', ...COLUMNS, 'said'], ...lines].map((cells) => cells.join('\t')).join('\n')}\n`);
      const verdicts = ['valid', 'valid_with_warnings', 'indeterminate', 'invalid', 'unsigned'];
      const counted = verdicts.flatMap((verdict) => {
        const these = others.filter(({ ours }) => ours === verdict);
        const cell = (judge: string): string => ['sound', 'doubted', 'refused', 'unsigned', 'failed'].flatMap((word) => {
          const count = these.filter(({ answer }) => wordOf(answer, judge) === word).length;
          return count > 0 ? [`${count} ${word}`] : [];
        }).join(', ');
        return these.length > 0 ? [[`${verdict} (${these.length})`, ...COLUMNS.map(cell)]] : [];
      });
      const names = [...COLUMNS, 'verapdf'];
      const document = readFileSync(DOCUMENT, 'utf8');
      writeFileSync(DOCUMENT, noted(noted(document, 'own', table(['File', ...names], own.map(({ one, answer }) => [one.sort, ...names.map((name) => wordOf(answer, name))]))), 'others', table(['Ours', ...COLUMNS], counted)));
    }
    const recorded = new Map(readFileSync(RECORD, 'utf8').trimEnd().split('\n').slice(1).map((line) => line.split('\t')).map((cells) => [cells[0], cells]));
    const changed = lines.flatMap((cells) => COLUMNS.flatMap((judge, index) => {
      const before = recorded.get(cells[0])?.[index + 2];
      return cells[index + 2] === before || cells[index + 2] === '–' ? [] : [{ judge, text: `${cells[0]}: ${judge} says ${cells[index + 2]}, before ${before}` }];
    }));
    for (const finding of [...wrong, ...changed.map(({ text }) => text)]) process.stderr.write(`${finding}\n`);
    const bench = 'judges';
    return [
      figure({ bench, figure: 'judges asked', value: asked.length, unit: 'judges', bound: 'least', gate: installed.length }),
      figure({ bench, figure: 'sorts of own files', value: own.length, unit: 'files', bound: 'least', gate: 12 }),
      figure({ bench, figure: 'own files that a judge does not find sound', value: wrong.length, unit: 'verdicts', bound: 'most', gate: 0 }),
      figure({ bench, figure: 'files of others', value: others.length, unit: 'files', bound: 'least', gate: others.length === 0 ? 0 : recorded.size }),
      figure({ bench, figure: 'verdicts of pyHanko and DSS other than recorded', value: changed.filter(({ judge }) => PINNED.includes(judge)).length, unit: 'verdicts', bound: 'most', gate: 0 }),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
};

export default judges;
