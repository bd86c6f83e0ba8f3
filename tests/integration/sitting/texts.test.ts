import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasErrorText } from '~/ui/i18n';
import '~/features/sitting/hall-texts';
import '~/features/sitting/here-texts';
import '~/features/sitting/texts';
import '~/features/floor/texts';
import '~/features/rooms/sites-texts';
import '~/features/voting/ballot-texts';
import '~/features/voting/counting-texts';
import '~/features/voting/secret-texts';
import '~/features/voting/texts';
import { projectRoot } from '../../../server/adapters/project-root';

const sources = ['sitting', 'floor', 'voting'].flatMap((module) => {
  const folder = path.join(projectRoot, 'server', 'modules', module);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('events.ts') && !file.endsWith('module.ts'))
    .map((file) => readFileSync(path.join(folder, file), 'utf8').replace(/name: '[^']+'/g, ''));
});

describe('refusals of sitting, floor and voting', () => {
  it('sitting L1 voting V5 each has its own sentence in both languages', () => {
    const reasons = new Set(sources.flatMap((source) => [...source.matchAll(/'((?:sitting|floor|voting)\.[a-z_]+)'/g)].map(([, reason]) => reason ?? '')));
    expect(reasons.size).toBeGreaterThan(30);
    expect([...reasons].filter((reason) => !hasErrorText(reason))).toEqual([]);
  });
});
