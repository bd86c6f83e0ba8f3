import { useEffect, useRef, useState } from 'react';
import { Button, ButtonRow, Card, Notice, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import type { Draft } from './data';
import { minutesTexts } from './texts';
import { settled } from './draft-delivery';

/** Paragraphs in which two versions differ, in the order of mine, what only the other has after it. */
export function differences(mine: readonly Draft[], theirs: readonly Draft[]): { id: string; mine: string | null; theirs: string | null }[] {
  const other = new Map(theirs.map(({ id, text }) => [id, text]));
  const own = new Map(mine.map(({ id, text }) => [id, text]));
  const changed = mine.filter(({ id, text }) => settled(other.get(id) ?? '') !== settled(text) || !other.has(id)).map(({ id, text }) => ({ id, mine: text, theirs: other.get(id) ?? null }));
  return [...changed, ...theirs.filter(({ id }) => !own.has(id)).map(({ id, text }) => ({ id, mine: null, theirs: text }))];
}

/** The text that follows from the choices: mine, but for the paragraphs where the other version was taken. */
export function merged(mine: readonly Draft[], theirs: readonly Draft[], taken: ReadonlySet<string>): Draft[] {
  const other = new Map(theirs.map((one) => [one.id, one]));
  const result = mine.flatMap((one): Draft[] => {
    if (!taken.has(one.id)) return [one];
    const theirOwn = other.get(one.id);
    return theirOwn ? [theirOwn] : [];
  });
  const has = new Set(mine.map(({ id }) => id));
  theirs.forEach((one, index) => {
    if (has.has(one.id) || !taken.has(one.id)) return;
    const before = theirs.slice(0, index).reverse().find(({ id }) => result.some((placed) => placed.id === id));
    result.splice(before ? result.findIndex(({ id }) => id === before.id) + 1 : 0, 0, one);
  });
  return result;
}

/** Two versions side by side; nothing is overwritten before a choice was made. */
export function ConflictView({ mine, theirs, by, at, onDone }: { mine: readonly Draft[]; theirs: readonly Draft[]; by: string; at: string; onDone(paragraphs: Draft[]): void }) {
  const t = useTexts(minutesTexts);
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
  const choose = (id: string, theirsIsTaken: boolean): void =>
    setTaken((before) => new Set(theirsIsTaken ? [...before, id] : [...before].filter((one) => one !== id)));
  const top = useRef<HTMLDivElement>(null);
  // The writer is somewhere down the page; the choice comes to where it is seen and read out.
  useEffect(() => {
    top.current?.scrollIntoView({ block: 'start' });
    top.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div ref={top} tabIndex={-1} className="mn-conflicts">
      <Stack gap={4}>
        <Notice tone="warn" title={t('conflictTitle', { by, at: at || new Date(0) })}>{t('conflictNote')}</Notice>
        {differences(mine, theirs).map((difference) => (
          <div key={difference.id} className="mn-conflict">
            {([['mine', difference.mine, false], ['theirs', difference.theirs, true]] as const).map(([side, text, isTheirs]) => (
              <Card key={side} look={taken.has(difference.id) === isTheirs ? 'selected' : 'plain'} padding="s">
                <Stack gap={3}>
                  <p className="ph-label">{isTheirs ? t('theirsIs') : t('mineIs')}</p>
                  <p className="ph-doc" lang="vi">{text ?? t('absent')}</p>
                  <Button size={48} look="sec" aria-pressed={taken.has(difference.id) === isTheirs} onPress={() => choose(difference.id, isTheirs)}>{isTheirs ? t('takeTheirs') : t('keepMine')}</Button>
                </Stack>
              </Card>
            ))}
          </div>
        ))}
        <ButtonRow><Button look="pri" onPress={() => onDone(merged(mine, theirs, taken))}>{t('conflictDone')}</Button></ButtonRow>
      </Stack>
    </div>
  );
}
