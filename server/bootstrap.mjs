// Starts every command on a machine that has nothing but Node: installs, generates, builds what is missing or out of
// date, then hands over. Uses no package, so that it runs before any is installed.
import { spawnSync } from 'node:child_process';
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

function run(program, args, options = {}) {
  const result = spawnSync(program, args, { cwd: root, stdio: quiet ? ['ignore', 'ignore', 'inherit'] : ['ignore', 2, 2], ...options });
  if (result.status !== 0) process.exit(result.status ?? 1);
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
function upToDate(name, sources, products, work) {
  const stamp = path.join(stamps, name);
  const made = products.every((product) => existsSync(path.join(root, product)));
  const [contentsThen, touchedThen] = made && existsSync(stamp) ? readFileSync(stamp, 'utf8').split('\n') : [];
  const files = sourcesBelow(sources);
  const touched = sha256(files.flatMap(({ file, stamp: seen }) => [file, seen]));
  if (touched === touchedThen) return;
  const contents = sha256(files.flatMap(({ file }) => [file, readFileSync(path.join(root, file))]));
  if (contents !== contentsThen) work();
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

/** Folder whose include/node holds the headers of this very Node: beside the program, or in the npm package it came from. */
function headersFolder() {
  const prefix = path.dirname(path.dirname(process.execPath));
  const [major] = process.versions.node.split('.');
  return [prefix, path.join(prefix, '..', `node-${process.platform}-${process.arch}`)].find((folder) => {
    const file = path.join(folder, 'include', 'node', 'node_version.h');
    return existsSync(file) && new RegExp(`#define NODE_MAJOR_VERSION ${major}\\s`).test(readFileSync(file, 'utf8'));
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
  const headers = process.env.npm_config_nodedir ?? headersFolder();
  return {
    ...process.env,
    ...(headers === undefined ? {} : { npm_config_nodedir: headers }),
    // Never a binary made elsewhere, which may hold what this header takes out.
    npm_config_build_from_source: 'true',
    CXXFLAGS: `${process.env.CXXFLAGS ?? ''} -include "${path.join(root, WRAP_HEADER)}"`.trim(),
  };
}

/** Without headers at hand the compiler's driver asks nodejs.org for them, which closed networks do not reach. */
function compile(env) {
  const { status } = spawnSync('npm', ['rebuild', 'better-sqlite3', '--loglevel=error'], { cwd: root, env, stdio: quiet ? ['ignore', 'ignore', 'inherit'] : ['ignore', 2, 2] });
  if (status === 0) return;
  if (env.npm_config_nodedir !== undefined) process.exit(status ?? 1);
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
function fetchPackages(env) {
  const common = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const exact = spawnSync('npm', ['ci', ...common], { cwd: root, env, stdio: quiet ? ['ignore', 'ignore', 'inherit'] : ['ignore', 2, 2] });
  if (exact.status === 0) return;
  say(
    '\nKho npm này không có đủ các gói ghi trong package-lock.json (lỗi ở trên). Cài theo package.json; phiên bản của gói phụ có thể khác bộ đã kiểm thử.' +
      '\nThis npm registry does not serve everything in package-lock.json (error above). Installing by package.json; versions of indirect packages may differ from the tested set.\n',
  );
  run('npm', ['install', '--no-package-lock', ...common], { env });
}

/** What is compiled fits one version of Node's interface only: another Node installs again. */
function install() {
  upToDate(`install-${process.platform}-${process.arch}-${process.versions.modules}`, ['package.json', 'package-lock.json', WRAP_HEADER], ['node_modules/.package-lock.json', 'node_modules/better-sqlite3/build/Release/better_sqlite3.node'], () => {
    say('Cài đặt thư viện / Installing packages …');
    rmSync(stamps, { recursive: true, force: true });
    const env = compilerEnvironment();
    // No script of a package runs at install, but the one that compiles SQLite: others would fetch from elsewhere.
    fetchPackages(env);
    compile(env);
  });
}

function generate() {
  upToDate('generate', ['prisma/schema.prisma', 'package-lock.json'], ['prisma/generated/client.ts'], () => {
    run(process.execPath, [bin('prisma'), 'generate', '--no-hints'], { env: { ...process.env, CHECKPOINT_DISABLE: '1' } });
  });
}

function build() {
  upToDate('build', ['app', 'server', 'prisma', 'public', 'vite.config.ts', 'tsconfig.json', 'package-lock.json'], ['build/server/main.js', 'build/remix/server/index.js'], () => {
    say('Dựng chương trình / Building …');
    run(process.execPath, [path.join(root, 'server', 'build.mjs')]);
  });
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

checkNode();
install();
generate();
switch (command) {
  case 'start':
    build();
    keepCompiled();
    process.chdir(root);
    process.env.NODE_ENV = 'production';
    process.argv = [process.execPath, path.join(root, 'build', 'server', 'main.js'), ...rest];
    await import('../build/server/main.js');
    break;
  case 'phien':
    build();
    keepCompiled();
    process.env.PHIEN_CWD = process.env.INIT_CWD ?? process.cwd();
    process.chdir(root);
    process.argv = [process.execPath, path.join(root, 'build', 'server', 'cli.js'), ...rest];
    await import('../build/server/cli.js');
    break;
  case 'test':
    build();
    handOver(['--import', 'tsx', path.join(root, 'tests', 'run.ts'), ...rest]);
    break;
  case 'bench':
    build();
    handOver(['--import', 'tsx', path.join(root, 'tests', 'bench', 'run.ts'), ...rest]);
    break;
  case 'pictures':
    build();
    process.env.PHIEN_PICTURES = '1';
    say('Ảnh / Pictures: tests/.artifacts/pictures/screens');
    handOver([bin('playwright'), 'test', '-c', path.join(root, 'tests', 'e2e', 'playwright.config.ts'), '--project=screens', ...rest]);
    break;
  case 'chaos':
    build();
    handOver(['--import', 'tsx', path.join(root, 'tests', 'chaos', 'run.ts'), ...rest]);
    break;
  default:
    fail(`Không có lệnh “${command}”.`, `There is no command “${command}”.`);
}
