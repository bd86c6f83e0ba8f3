import { useState } from 'react';
import { Button, InlineError, Notice, Stack, type IconName } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import type { BoardItem } from './data';
import './positions.css';
import { PositionDialog } from './position-dialog';
import { type PositionTranslate, positionTexts } from './texts';

const KINDS = ['consent', 'speak', 'object', 'question'] as const;
type Kind = (typeof KINDS)[number];
const ICONS: Record<Kind, IconName> = { consent: 'check', speak: 'hand', object: 'close', question: 'opinion' };

/** What this member thinks of an item: one tap says it, a second one says more. @param page that takes the commands. */
export function OwnPosition({ item, page }: { item: BoardItem; page: string }) {
  const t = useTexts(positionTexts);
  const act = useCommand<'positions.declare' | 'positions.withdraw'>({ page });
  const [asks, setAsks] = useState<'speak' | 'object' | 'question' | null>(null);
  const { own, title } = item;
  const declare = (kind: Exclude<Kind, 'question'>): void => {
    if (own?.kind === kind && !own.isStale) return;
    act.run('positions.declare', { itemId: item.id, kind, seen: item.seen });
  };
  const said = own && ownWords(own, t);
  return (
    <Stack gap={3} className="po-own">
      {act.error ? <InlineError error={act.error} /> : null}
      {own?.isStale ? <Notice tone="warn" icon="newVersion" title={t('stale')} /> : null}
      {item.can.declare ? (
        <div className="po-choices" role="group" aria-label={t('group', { title })}>
          {KINDS.map((kind) => {
            const isChosen = own?.kind === kind && !own.isStale;
            return (
              <Button key={kind} look={isChosen ? 'soft' : 'sec'} wide icon={isChosen ? 'checkCircle' : ICONS[kind]} aria-pressed={isChosen} aria-label={t(`${kind}Of`, { title })} busy={act.busy} onPress={() => (kind === 'question' ? setAsks(kind) : declare(kind))}>
                {t(kind)}
              </Button>
            );
          })}
        </div>
      ) : own ? <p className="ph-strong">{t(own.kind === 'withdrawn' ? 'open' : own.kind)}</p> : null}
      {said ? <p className="po-words">{said}</p> : null}
      {own?.kind === 'question' ? <p className="po-words">{own.answer ? t('answered', { words: own.answer }) : t('waits')}</p> : null}
      {own && item.can.declare ? (
        <div className="po-more">
          {own.kind === 'speak' || own.kind === 'object' || own.kind === 'question' ? <More kind={own.kind} title={title} onPress={setAsks} /> : null}
          <Button look="quiet" size={48} icon="undo" aria-label={t('withdrawOf', { title })} busy={act.busy} onPress={() => act.run('positions.withdraw', { itemId: item.id, seen: item.seen })}>{t('withdraw')}</Button>
        </div>
      ) : null}
      {asks ? <PositionDialog item={item} page={page} kind={asks} onClose={() => setAsks(null)} /> : null}
    </Stack>
  );
}

function More({ kind, title, onPress }: { kind: 'speak' | 'object' | 'question'; title: string; onPress: (kind: 'speak' | 'object' | 'question') => void }) {
  const t = useTexts(positionTexts);
  const what = t(`more_${kind}`);
  return <Button look="quiet" size={48} icon="edit" aria-label={t('moreOf', { what, title })} onPress={() => onPress(kind)}>{what}</Button>;
}

/** What was said with a position, in a line; empty where nothing was. */
export function ownWords({ kind, words, minutes }: { kind: string; words: string; minutes: number }, t: PositionTranslate): string {
  if (kind === 'speak') return [words ? t('about', { words }) : '', t('about_minutes', { minutes })].filter(Boolean).join(' · ');
  if (words === '') return '';
  return kind === 'object' ? t('reason', { words }) : kind === 'question' ? t('asked', { words }) : '';
}
