// Starts every command on a machine that has nothing but Node: installs, generates, builds what is missing or out of
// date, then hands over. Uses no package, so that it runs before any is installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const stamps = path.join(root, '.cache', 'bootstrap');
const [command = 'start', ...rest] = process.argv.slice(2);
const quiet = command === 'phien' || command === 'bench' || command === 'chaos';

const say = (text) => process.stderr.write(`${text}\n`);

function fail(vi, en) {
  say(`\n${vi}\n${en}\n`);
  process.exit(1);
}

/** How often a step says that it is still at work, ms: a terminal counts the seconds in place, a log gets a line now and then. */
const TICK_MS = process.stderr.isTTY ? 1_000 : 30_000;
/** Lines of a tool that are shown when it fails. */
const LINES_SHOWN = 40;

const elapsed = (since) => {
  const seconds = Math.round((performance.now() - since) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

/** What is under way: which step, in both languages, since when, and what its tool said last. */
let step = begun('');

function begun(name) {
  return { name, since: performance.now(), last: '' };
}

/** Says on a terminal in the same line, in a log in a new one, how long the step has taken. */
function showStep({ name, since, last }, word = '') {
  const { columns, isTTY } = process.stderr;
  const text = `${name} … ${elapsed(since)}${word}`;
  if (!isTTY) return say(text);
  const room = Math.max(0, (columns || 80) - text.length - 4);
  process.stderr.write(`\r\x1b[2K${text}${last && !word && room > 12 ? `  ${last.slice(0, room)}` : ''}`);
}

/** One of the steps that take seconds to minutes; said when it is waited for, while it lasts and when it is done. */
async function during(of, work) {
  if (quiet) return work();
  step = of;
  showStep(step);
  const ticker = setInterval(() => showStep(step), TICK_MS);
  const answer = await work().finally(() => clearInterval(ticker));
  showStep(step, '  xong / done');
  if (process.stderr.isTTY) say('');
  return answer;
}

/** Tools at work: where one fails, the one beside it does not go on alone. */
const atWork = new Set();
process.on('exit', () => atWork.forEach((child) => child.kill()));

/** Runs a tool to its end. What it says is kept, and shown where it fails. @returns its exit code. */
async function tool(program, args, env = process.env, of = step) {
  let said = '';
  const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  atWork.add(child);
  const lines = () => said.split(/\r?\n/u).filter((line) => line.trim() !== '');
  const take = (text) => {
    said = (said + text).slice(-200_000);
    of.last = text.trimEnd().split(/\r?\n/u).at(-1) || of.last;
    if (quiet) process.stderr.write(text);
  };
  child.stdout.setEncoding('utf8').on('data', (text) => (quiet ? undefined : take(text)));
  child.stderr.setEncoding('utf8').on('data', take);
  const code = await new Promise((resolve) => {
    child.on('error', (error) => {
      said += `\n${program}: ${error.message}`;
      resolve(1);
    });
    child.on('close', (status) => resolve(status ?? 1));
  });
  atWork.delete(child);
  if (code !== 0 && !quiet) {
    showStep(of, '  lỗi / failed');
    const all = lines();
    say(`\n${all.length > LINES_SHOWN ? '…\n' : ''}${all.slice(-LINES_SHOWN).join('\n')}`);
  }
  return code;
}

async function run(program, args, env) {
  const code = await tool(program, args, env);
  if (code !== 0) process.exit(code);
}

const bin = (name) => path.join(root, 'node_modules', '.bin', name);

/** Every file below these entries of the project that is a source, in a fixed order. */
function sourcesBelow(entries) {
  const found = [];
  const add = (file) => {
    const stat = statSync(path.join(root, file), { throwIfNoEntry: false });
    if (!stat) return;
    if (!stat.isDirectory()) found.push({ file, stamp: `${stat.size}:${stat.mtimeMs}` });
    else for (const name of readdirSync(path.join(root, file)).sort()) if (name !== 'generated' && name !== '.artifacts' && name !== 'pdfjs') add(path.join(file, name));
  };
  entries.forEach(add);
  return found;
}

const sha256 = (parts) => parts.reduce((hash, part) => hash.update(part).update('\0'), createHash('sha256')).digest('hex');

/**
 * Runs `work` when the sources changed since the last time it ended well, or when what it makes is missing. Sizes and times
 * of the files answer at once where nothing was touched; else their contents decide, so that a fresh checkout of the same
 * sources builds nothing again.
 */
async function upToDate(name, sources, products, work) {
  const stamp = path.join(stamps, name);
  const made = products.every((product) => existsSync(path.join(root, product)));
  const [contentsThen, touchedThen] = made && existsSync(stamp) ? readFileSync(stamp, 'utf8').split('\n') : [];
  const files = sourcesBelow(sources);
  const touched = sha256(files.flatMap(({ file, stamp: seen }) => [file, seen]));
  if (touched === touchedThen) return;
  const contents = sha256(files.flatMap(({ file }) => [file, readFileSync(path.join(root, file))]));
  if (contents !== contentsThen) await work();
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stamp, `${contents}\n${touched}`);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(`Cần Node.js 20.19 trở lên; máy này có ${process.versions.node}.`, `Node.js 20.19 or later is needed; this machine has ${process.versions.node}.`);
}

/** Read before every C++ file that is compiled here; says itself what for. */
const WRAP_HEADER = 'server/adapters/db/object-wrap.h';

/**
 * Folder whose include/node holds the headers of this very Node: the one that was named, beside the program, or in the npm package
 * it came from. A name that stands for another Node (npm keeps one for the whole machine) is not followed.
 */
function headersFolder() {
  const prefix = path.dirname(path.dirname(process.execPath));
  const [major] = process.versions.node.split('.');
  return [process.env.npm_config_nodedir, prefix, path.join(prefix, '..', `node-${process.platform}-${process.arch}`)].find((folder) => {
    const file = folder && path.join(folder, 'include', 'node', 'node_version.h');
    return file && existsSync(file) && new RegExp(`#define NODE_MAJOR_VERSION ${major}\\s`).test(readFileSync(file, 'utf8'));
  });
}

/** One package is compiled here from its own sources: it needs a compiler, and the headers of this very Node. */
function compilerEnvironment() {
  const missing = ['python3', 'make', 'g++'].filter((tool) => spawnSync(tool, ['--version'], { stdio: 'ignore' }).error);
  if (missing.length > 0) {
    fail(
      `Thiếu công cụ biên dịch: ${missing.join(', ')}. Trên Debian/Ubuntu: apt-get install python3 make g++`,
      `Build tools are missing: ${missing.join(', ')}. On Debian/Ubuntu: apt-get install python3 make g++`,
    );
  }
  const headers = headersFolder() ?? process.env.npm_config_nodedir;
  return {
    ...process.env,
    ...(headers === undefined ? {} : { npm_config_nodedir: headers }),
    // Never a binary made elsewhere, which may hold what this header takes out.
    npm_config_build_from_source: 'true',
    CXXFLAGS: `${process.env.CXXFLAGS ?? ''} -include "${path.join(root, WRAP_HEADER)}"`.trim(),
  };
}

/** Without headers at hand the compiler's driver asks nodejs.org for them, which closed networks do not reach. */
async function compile(env, of) {
  const code = await tool('npm', ['rebuild', 'better-sqlite3', '--loglevel=error'], env, of);
  if (code === 0) return;
  if (env.npm_config_nodedir !== undefined) process.exit(code);
  const version = process.versions.node;
  fail(
    `Không biên dịch được better-sqlite3 (lỗi ở trên). Cạnh ${process.execPath} không có tệp tiêu đề của Node.js ${version} (include/node), và nodejs.org không gửi. Hãy cài Node.js từ gói đầy đủ node-v${version}-${process.platform}-${process.arch}.tar.xz (có include/node), hoặc đặt npm_config_nodedir là thư mục đã giải nén gói đó, rồi chạy lại.`,
    `better-sqlite3 could not be compiled (error above). The headers of Node.js ${version} (include/node) are not beside ${process.execPath}, and nodejs.org did not send them. Install Node.js from the complete archive node-v${version}-${process.platform}-${process.arch}.tar.xz (it has include/node), or set npm_config_nodedir to the folder it was unpacked to, and run this again.`,
  );
}

/**
 * Exactly what the lock file names, and the lock file stays as it is. Where a registry does not serve all of it, the versions
 * of package.json are taken as that registry resolves them, and that is said aloud: it is then no longer the tested set.
 */
async function fetchPackages(env) {
  const common = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  if ((await tool('npm', ['ci', ...common], env)) === 0) return;
  say(
    '\nKho npm này không có đủ các gói ghi trong package-lock.json (lỗi ở trên). Cài theo package.json; phiên bản của gói phụ có thể khác bộ đã kiểm thử.' +
    '\nThis npm registry does not serve everything in package-lock.json (error above). Installing by package.json; versions of indirect packages may differ from the tested set.\n',
  );
  await run('npm', ['install', '--no-package-lock', ...common], env);
}

/** What is compiled fits one version of Node's interface only: another Node installs again. SQLite is compiled on one core, `beside` on the other. */
function install(beside) {
  return upToDate(`install-${process.platform}-${process.arch}-${process.versions.modules}`, ['package.json', 'package-lock.json', WRAP_HEADER], ['node_modules/.package-lock.json', 'node_modules/better-sqlite3/build/Release/better_sqlite3.node'], async () => {
    rmSync(stamps, { recursive: true, force: true });
    const env = compilerEnvironment();
    // No script of a package runs at install, but the one that compiles SQLite: others would fetch from elsewhere.
    await during(begun('Tải và cài thư viện / Fetching and installing packages'), () => fetchPackages(env));
    const compiling = begun('Biên dịch SQLite / Compiling SQLite');
    const compiled = compile(env, compiling);
    await beside();
    await during(compiling, () => compiled);
  });
}

/** One client for each engine, of the same models. */
function generate() {
  const schemas = ['prisma/schema.prisma', 'prisma/postgresql.prisma'];
  return upToDate('generate', [...schemas, 'package-lock.json'], ['prisma/generated/client.ts', 'prisma/generated-postgresql/client.ts'], () =>
    during(begun('Tạo mã truy cập dữ liệu / Generating data access'), async () => {
      for (const schema of schemas) await run(process.execPath, [bin('prisma'), 'generate', '--no-hints', '--schema', schema], { ...process.env, CHECKPOINT_DISABLE: '1' });
    }),
  );
}

function build() {
  return upToDate('build', ['app', 'server', 'prisma', 'public', 'vite.config.ts', 'tsconfig.json', 'package-lock.json'], ['build/server/main.js', 'build/remix/server/index.js'], () =>
    during(begun('Dựng chương trình / Building the program'), () => run(process.execPath, [path.join(root, 'server', 'build.mjs')])),
  );
}

/** Hands over the terminal and its signals; ends as the program ends. */
function handOver(args) {
  const result = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  process.exit(result.status ?? 1);
}

/** Node 22 and later keep what they compiled, beside what was built: a start reads it instead of compiling again. */
function keepCompiled() {
  module.enableCompileCache?.(path.join(root, 'build', 'compiled'));
}

/** Whether the command runs what is built; of the kinds of tests that are asked for, only some do. */
function needsBuild() {
  if (command !== 'test') return ['start', 'phien', 'bench', 'pictures', 'chaos'].includes(command);
  const kinds = JSON.parse(readFileSync(path.join(root, 'tests', 'kinds.json'), 'utf8'));
  const asked = rest.filter((word) => Object.hasOwn(kinds, word));
  return asked.length === 0 || asked.some((kind) => kinds[kind].on === 'build');
}

async function prepare() {
  await generate();
  if (needsBuild()) await build();
}

checkNode();
await install(prepare);
await prepare();
switch (command) {
  case 'start':
    keepCompiled();
    process.chdir(root);
    process.env.NODE_ENV = 'production';
    process.argv = [process.execPath, path.join(root, 'build', 'server', 'main.js'), ...rest];
    await import('../build/server/main.js');
    break;
  case 'dev':
    process.argv = [process.execPath, path.join(root, 'server', 'dev', 'watch.mjs'), ...rest];
    await import('./dev/watch.mjs');
    break;
  case 'phien':
    keepCompiled();
    process.env.PHIEN_CWD = process.env.INIT_CWD ?? process.cwd();
    process.chdir(root);
    process.argv = [process.execPath, path.join(root, 'build', 'server', 'cli.js'), ...rest];
    await import('../build/server/cli.js');
    break;
  case 'test':
    process.env.PHIEN_BUILT = needsBuild() ? '1' : '0';
    handOver(['--import', 'tsx', path.join(root, 'tests', 'run.ts'), ...rest]);
    break;
  case 'check':
    // What is sooner known than by a whole run of the tests.
    handOver(['--import', 'tsx', path.join(root, 'tests', 'check.ts')]);
    break;
  case 'format':
    handOver([bin('eslint'), '.', '--fix', ...rest]);
    break;
  case 'bench':
    handOver(['--import', 'tsx', path.join(root, 'tests', 'bench', 'run.ts'), ...rest]);
    break;
  case 'pictures':
    process.env.PHIEN_PICTURES = '1';
    say('Ảnh / Pictures: tests/.artifacts/pictures/screens');
    handOver([bin('playwright'), 'test', '-c', path.join(root, 'tests', 'e2e', 'playwright.config.ts'), '--project=screens', ...rest]);
    break;
  case 'chaos':
    handOver(['--import', 'tsx', path.join(root, 'tests', 'chaos', 'run.ts'), ...rest]);
    break;
  default:
    fail(`Không có lệnh “${command}”.`, `There is no command “${command}”.`);
}
