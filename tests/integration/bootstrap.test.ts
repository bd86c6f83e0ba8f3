import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, describe, it } from 'vitest';
import { projectRoot } from '../../server/adapters/project-root';

let folder: string;
let node: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'phien-bootstrap-'));
  for (const name of ['bin', 'node/bin', 'clone/server']) mkdirSync(path.join(folder, name), { recursive: true });
  node = path.join(folder, 'node', 'bin', 'node');
  try {
    linkSync(process.execPath, node);
  } catch {
    copyFileSync(process.execPath, node);
  }
  copyFileSync(path.join(projectRoot, 'server', 'bootstrap.mjs'), path.join(folder, 'clone', 'server', 'bootstrap.mjs'));
  for (const name of ['package.json', 'package-lock.json']) writeFileSync(path.join(folder, 'clone', name), '{}');
  program('npm', 'case "$1" in rebuild) echo "headers=$npm_config_nodedir" >&2; echo "flags=$CXXFLAGS from-source=$npm_config_build_from_source" >&2; exit 7;; esac');
  for (const name of ['python3', 'make', 'g++']) program(name, 'exit 0');
  // Access to the data is generated beside the compiler, and takes longer.
  mkdirSync(path.join(folder, 'clone', 'node_modules', '.bin'), { recursive: true });
  writeFileSync(path.join(folder, 'clone', 'node_modules', '.bin', 'prisma'), 'setTimeout(() => {}, 60_000);');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A program of the machine on which the first start happens; npm's is one that cannot compile. */
function program(name: string, script: string): void {
  const file = path.join(folder, 'bin', name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

function firstStart(env: Record<string, string> = {}): { status: number | null; stderr: string } {
  const { npm_config_nodedir: _own, NODE_OPTIONS: _options, ...inherited } = process.env;
  const { status, stderr } = spawnSync(node, [path.join(folder, 'clone', 'server', 'bootstrap.mjs'), 'start'], { env: { ...inherited, PATH: `${path.join(folder, 'bin')}:/usr/bin:/bin`, ...env }, encoding: 'utf8', timeout: 80_000 });
  return { status, stderr };
}

describe('the first start on another Node', () => {
  it('without its headers and without a network says in both languages what to install', () => {
    const { status, stderr } = firstStart();
    expect(status).toBe(1);
    // Statements that are freed while no script runs would end a server of Node 24.19 or later without this header.
    expect(stderr).toContain(`-include "${path.join(folder, 'clone', 'server', 'adapters', 'db', 'object-wrap.h')}" from-source=true\n`);
    expect(stderr).toContain('headers=\n');
    expect(stderr).toContain(`không có tệp tiêu đề của Node.js ${process.versions.node}`);
    expect(stderr).toContain(`The headers of Node.js ${process.versions.node} (include/node) are not beside ${node}`);
  });

  it('takes the headers of this very Node, beside the program or in the package it came from, and those of no other', () => {
    const put = (place: string, major: string): string => {
      const headers = path.join(folder, place, 'include', 'node');
      mkdirSync(headers, { recursive: true });
      writeFileSync(path.join(headers, 'node_version.h'), `#define NODE_MAJOR_VERSION ${major}\n`);
      return path.join(folder, place);
    };
    const [major = ''] = process.versions.node.split('.');
    put('node', '18');
    expect(firstStart().stderr).toContain('headers=\n');
    const packed = put(`node-${process.platform}-${process.arch}`, major);
    expect(firstStart()).toMatchObject({ status: 7, stderr: expect.stringContaining(`headers=${packed}\n`) as string });
    const beside = put('node', major);
    expect(firstStart().stderr).toContain(`headers=${beside}\n`);
    const named = put('named', major);
    expect(firstStart({ npm_config_nodedir: named }).stderr).toContain(`headers=${named}\n`);
    // npm keeps one name for the whole machine, whatever Node runs it.
    expect(firstStart({ npm_config_nodedir: put('of-another', '18') }).stderr).toContain(`headers=${beside}\n`);
  });
});

describe('what a first start says while it works', () => {
  it('each step in both languages with the time it took, and of the tool that fails its last lines', () => {
    program('npm', 'case "$1" in ci) echo "một gói"; exit 0;; rebuild) for n in $(seq 1 60); do echo "line $n"; done; echo "make: *** error 1" >&2; exit 7;; esac');
    const { status, stderr } = firstStart({ npm_config_nodedir: '/opt/headers' });
    expect(status).toBe(7);
    expect(stderr).toMatch(/^Tải và cài thư viện \/ Fetching and installing packages … \d+:\d\d$/mu);
    expect(stderr).toMatch(/^Tải và cài thư viện .* … \d+:\d\d {2}xong \/ done$/mu);
    expect(stderr).toMatch(/^Biên dịch SQLite \/ Compiling SQLite … \d+:\d\d {2}lỗi \/ failed$/mu);
    // What went well says nothing more; of what failed the end is there, the beginning is not.
    expect(stderr).not.toContain('một gói');
    expect(stderr).toContain('line 60\n');
    expect(stderr).toContain('make: *** error 1');
    expect(stderr).not.toContain('line 3\n');
  });

  it('a step that lasts counts its seconds on a terminal, in the same line, with what the tool says', () => {
    program('npm', 'case "$1" in ci) echo "fetching remix"; sleep 3; exit 0;; rebuild) exit 7;; esac');
    const { npm_config_nodedir: _own, NODE_OPTIONS: _options, ...inherited } = process.env;
    const env = { ...inherited, PATH: `${path.join(folder, 'bin')}:/usr/bin:/bin`, npm_config_nodedir: '/opt/headers' };
    const { stdout } = spawnSync('script', ['-qec', `stty cols 120; "${node}" "${path.join(folder, 'clone', 'server', 'bootstrap.mjs')}" start`, '/dev/null'], { env, encoding: 'utf8', timeout: 60_000 });
    expect(stdout).toContain('… 0:01  fetching remix');
    expect(stdout).toMatch(/… 0:0[34] {2}xong \/ done/u);
  });
});
