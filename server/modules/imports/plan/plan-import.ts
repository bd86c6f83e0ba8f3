import { cleanLine, foldText } from '../../../shared/language/vietnamese-text';
import { slashDate } from '../../../shared/rules/date-forms';
import type { OldSession } from '../../meetings';
import type { ImportBody } from '../repository';
import { dayIn } from './day-of';
import { matchBody } from './match-body';
import type { ListRow } from './read-list';

/** Why a row or a file is not taken; each has a sentence in both languages (`problem-texts`). */
export const PLAN_PROBLEMS = ['body_missing', 'body_unknown', 'body_doubtful', 'day', 'future', 'session', 'title_long', 'file_missing', 'file_doubtful', 'file_twice', 'secret_number', 'unlisted', 'no_session_folder'] as const;
export type PlanProblem = (typeof PLAN_PROBLEMS)[number];

export interface NotTaken {
  line: number | null;
  path: string;
  problem: PlanProblem;
  /** What it is about: the words of the list, or what comes near. */
  words: string;
}

export interface PlannedFile {
  path: string;
  line: number | null;
  /** Undefined: by the name of the file. */
  title: string | undefined;
  clearedBy: string | null;
}

export interface PlannedSession extends OldSession {
  body: string;
  chair: string;
  files: PlannedFile[];
}

export interface ImportPlan {
  sessions: PlannedSession[];
  notTaken: NotTaken[];
}

/** What systems leave beside papers. */
const JUNK = /(?:^|\/)(?:\.[^/]*|Thumbs\.db|desktop\.ini|__MACOSX(?:\/.*)?|~\$[^/]*)(?:$|\/)/iu;
export const isJunk = (path: string): boolean => JUNK.test(path);

/** Number and symbol of a secret document in a list: "12/BC-UBND(M)" (documents S1). */
const SECRET_NUMBER = /\(\s*(?:M|TM|TUM|TuM)\s*\)/u;

const pathOf = (words: string): string => words.normalize('NFC').replaceAll('\\', '/').replace(/^(?:\.?\/)+/u, '').trim().toLowerCase();
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const KINDS: readonly (readonly [OldSession['kind'], RegExp])[] = [
  ['extraordinary', /bat thuong|dot xuat|extraordinary/u],
  ['thematic', /chuyen de|thematic/u],
];
const kindIn = (words: string): OldSession['kind'] => KINDS.find(([, sign]) => sign.test(foldText(words)))?.[0] ?? 'regular';

/** Files by their path, and by their name where only one has it. */
function finder(paths: readonly string[]): (words: string) => { path: string } | { problem: 'file_missing' | 'file_doubtful'; near: string } {
  const byPath = new Map(paths.map((path) => [pathOf(path), path]));
  const byName = new Map<string, string[]>();
  const byLetters = new Map<string, string>();
  for (const path of paths) {
    const name = nameOf(pathOf(path));
    byName.set(name, [...(byName.get(name) ?? []), path]);
    byLetters.set(foldText(name), path);
  }
  return (words) => {
    const asked = pathOf(words);
    const exact = byPath.get(asked);
    if (exact !== undefined) return { path: exact };
    const [only, ...more] = byName.get(nameOf(asked)) ?? [];
    if (only !== undefined && more.length === 0) return { path: only };
    const near = only ?? byLetters.get(foldText(nameOf(asked)));
    return near === undefined ? { problem: 'file_missing', near: '' } : { problem: 'file_doubtful', near };
  };
}

interface Draft {
  line: number | null;
  path: string;
  facts: Omit<PlannedSession, 'files'>;
  file: Omit<PlannedFile, 'path' | 'line'>;
}

class Planning {
  readonly sessions = new Map<string, PlannedSession>();
  readonly notTaken: NotTaken[] = [];
  readonly used = new Set<string>();

  refuse(line: number | null, path: string, problem: PlanProblem, words: string): void {
    this.notTaken.push({ line, path, problem, words });
  }

  add({ line, path, facts, file }: Draft): void {
    const key = `${facts.bodyId} ${facts.day} ${foldText(facts.title)}`;
    const session = this.sessions.get(key) ?? { ...facts, files: [] };
    if (session.files.some((one) => one.path === path)) return this.refuse(line, path, 'file_twice', facts.title);
    // What a later row says of the session fills what the first left open.
    for (const field of ['place', 'chair'] as const) if (session[field] === '') session[field] = facts[field];
    session.files.push({ path, line, ...file });
    this.sessions.set(key, session);
  }

  done(): ImportPlan {
    const sessions = [...this.sessions.values()].sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0));
    return { sessions, notTaken: this.notTaken.sort((one, other) => (one.line ?? Infinity) - (other.line ?? Infinity)) };
  }
}

const LONGEST = 300;

/** What a list with its files comes to. Nothing is guessed: what is not understood is said (IM5). @param today YYYY-MM-DD. */
export function planByList(rows: readonly ListRow[], paths: readonly string[], bodies: readonly ImportBody[], today: string): ImportPlan {
  const plan = new Planning();
  const find = finder(paths);
  for (const row of rows) {
    const { line } = row;
    const found = find(row.file);
    if ('path' in found) plan.used.add(found.path);
    const refuse = (problem: PlanProblem, words: string): void => plan.refuse(line, row.file, problem, words);
    const day = dayIn(row.day)?.day;
    const title = cleanLine(row.session);
    const words = cleanLine([row.title, row.number && !row.title.includes(row.number) ? `(${row.number})` : ''].filter(Boolean).join(' '));
    if (SECRET_NUMBER.test(row.number) || SECRET_NUMBER.test(row.title)) refuse('secret_number', row.number);
    else if (row.file.trim() === '' || !('path' in found)) refuse('problem' in found && row.file.trim() !== '' ? found.problem : 'file_missing', 'near' in found ? found.near : '');
    else if (day === undefined) refuse('day', row.day);
    else if (day > today) refuse('future', row.day);
    else if (title === '') refuse('session', '');
    else if (title.length > LONGEST || words.length > LONGEST) refuse('title_long', `${(title.length > LONGEST ? title : words).slice(0, 60)}…`);
    else {
      const matched = matchBody(row.body, day, bodies);
      if ('problem' in matched) refuse(matched.problem, matched.near === '' ? row.body : `${row.body} ≈ ${matched.near}`);
      else {
        const facts = { bodyId: matched.body.id, body: matched.body.name, day, title, kind: kindIn(`${row.kind} ${title}`), place: cleanLine(row.place).slice(0, LONGEST), chair: cleanLine(row.chair).slice(0, 200) };
        plan.add({ line, path: found.path, facts, file: { title: words === '' ? undefined : words, clearedBy: cleanLine(row.clearedBy).slice(0, 200) || null } });
      }
    }
  }
  for (const path of paths) if (!plan.used.has(path)) plan.refuse(null, path, 'unlisted', '');
  return plan.done();
}

/** Without a list: the folder a file lies in is its session, named by day and title; a folder above may name the body. */
export function planByFolders(paths: readonly string[], bodies: readonly ImportBody[], today: string): ImportPlan {
  const plan = new Planning();
  for (const path of paths) {
    const folders = path.normalize('NFC').split('/').slice(0, -1).map(cleanLine);
    const at = folders.findLastIndex((folder) => dayIn(folder) !== null);
    const dated = dayIn(folders[at] ?? '');
    if (!dated) {
      plan.refuse(null, path, 'no_session_folder', '');
      continue;
    }
    const { day, rest } = dated;
    const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
    const title = rest === '' ? `Phiên họp ngày ${slashDate({ year, month, day: date })}` : rest;
    // The nearest folder above that names a body has it.
    const above = folders.slice(0, at).reverse();
    const matched = above.map((folder) => matchBody(folder, day, bodies)).find((one) => 'body' in one) ?? matchBody('', day, bodies);
    if (day > today) plan.refuse(null, path, 'future', day);
    else if (title.length > LONGEST) plan.refuse(null, path, 'title_long', `${title.slice(0, 60)}…`);
    else if ('problem' in matched) plan.refuse(null, path, matched.problem, above[0] ?? '');
    else plan.add({ line: null, path, facts: { bodyId: matched.body.id, body: matched.body.name, day, title, kind: kindIn(title), place: '', chair: '' }, file: { title: undefined, clearedBy: null } });
  }
  return plan.done();
}
