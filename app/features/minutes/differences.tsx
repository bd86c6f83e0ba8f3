import { useState } from 'react';
import { differences as differencesIn, type Difference, type WrittenBlock } from '@shared/rules/written-minutes';
import { isUnseen, type Mark, type Run } from '@shared/rules/written-text';
import { Button, ButtonRow, ConfirmDialog, Notice, PageHeading, Stack } from '~/ui';
import { useFormats, useTexts } from '~/ui/i18n';
import { minutesTexts } from './texts';

type Names = Readonly<Record<string, string>>;
/** Shown at once; the rest follows when these are settled. */
const AT_ONCE = 30;

/** Seen by its look, heard by its words. */
function Marked({ run, names }: { run: Run; names: Names }) {
  const t = useTexts(minutesTexts);
  const { text, mark, gone } = run;
  const told = (words: 'tookOut' | 'putIn', { by, at }: Mark) => <span className="ph-hidden">{t(words, { who: names[by] ?? '', at: new Date(at) })}</span>;
  if (gone) return gone.taken ? null : <del className="mn-out" dateTime={new Date(gone.at).toISOString()}>{told('tookOut', gone)}{text}</del>;
  return mark && !mark.taken ? <ins className="mn-in" dateTime={new Date(mark.at).toISOString()}>{told('putIn', mark)}{text}</ins> : <>{text}</>;
}

const NUMBER = /^\d+\. /u;

/** The number a paragraph will be printed with stands where its own is stored. */
function renumbered([first, ...rest]: readonly Run[], shown: string): Run[] {
  if (!first) return [];
  const own = first.gone || first.mark ? null : NUMBER.exec(first.text);
  return [own ? { ...first, text: `${NUMBER.exec(shown)?.[0] ?? ''}${first.text.slice(own[0].length)}` } : first, ...rest];
}

/** The words of a paragraph with what was put in and taken out. @param shown how it reads now. */
export function MarkedWords({ block, shown, names }: { block: WrittenBlock; shown: string; names: Names }) {
  const { added, removed } = block;
  const runs = renumbered(block.runs.filter((run) => !isUnseen(run)), shown);
  const words = runs.map((run, index) => <Marked key={index} run={removed ? { ...run, gone: run.gone ?? removed } : added && !run.mark ? { ...run, mark: added } : run} names={names} />);
  return <>{words}</>;
}

/** Who did it and when, what was taken out, what was put in. */
function Change({ difference: { by, at, removed, inserted }, names }: { difference: Difference; names: Names }) {
  const f = useFormats();
  return (
    <>
      <span className="ph-sm ph-2">{names[by] ?? ''}, <span className="ph-num">{f.dateTime(new Date(at))}</span></span>
      <span lang="vi">
        {removed ? <del className="mn-out">{removed}</del> : null}
        {removed && inserted ? ' ' : null}
        {inserted ? <ins className="mn-in">{inserted}</ins> : null}
      </span>
    </>
  );
}

/** What people changed in a paragraph, below it once it is touched. */
export function ChangesOf({ block, names }: { block: WrittenBlock; names: Names }) {
  const open = differencesIn({ blocks: [block] });
  return open.length === 0 ? null : <ul className="mn-changes">{open.map((difference) => <li key={`${difference.kind}:${difference.from}`}><Change difference={difference} names={names} /></li>)}</ul>;
}

/** One thing that somebody changed, and what is done with it. */
function Entry({ difference, names, onShow, onAgree, onReject, busy }: { difference: Difference; names: Names; onShow(): void; onAgree: (() => void) | undefined; onReject: (() => void) | undefined; busy: boolean }) {
  const t = useTexts(minutesTexts);
  const { by, at } = difference;
  const who = t('changedBy', { who: names[by] ?? '', at: new Date(at) });
  return (
    <li className="mn-difference">
      <button type="button" className="mn-review-entry" onClick={onShow}>
        <Change difference={difference} names={names} />
      </button>
      {onAgree && onReject ? (
        <ButtonRow>
          <Button size={48} look="soft" icon="check" isDisabled={busy} aria-label={`${t('agree')}: ${who}`} onPress={onAgree}>{t('agree')}</Button>
          <Button size={48} look="quiet" icon="undo" isDisabled={busy} aria-label={`${t('takeBack')}: ${who}`} onPress={onReject}>{t('takeBack')}</Button>
        </ButtonRow>
      ) : null}
    </li>
  );
}

export interface DifferencesProps {
  differences: readonly Difference[];
  names: Names;
  busy: boolean;
  /** Absent where the person only looks. */
  onAgree?: (difference?: Difference) => void;
  onReject?: (difference?: Difference) => void;
}

/** Everything that differs from the generated draft, with who did it and when; one or all of it agreed to or taken back (N46, N47). */
export function Differences({ differences, names, busy, onAgree, onReject }: DifferencesProps) {
  const t = useTexts(minutesTexts);
  const [isAsking, setAsking] = useState(false);
  const show = (id: string): void => document.getElementById(`mn-${id}`)?.scrollIntoView({ block: 'center' });
  return (
    <section aria-labelledby="mn-differences">
      <Stack gap={3}>
        <PageHeading level={3} look="lg" title={t('differences', { count: differences.length })} id="mn-differences" />
        {differences.length === 0 ? <Notice tone="ok" icon="check">{t('noDifferences')}</Notice> : null}
        <ol className="mn-review">
          {differences.slice(0, AT_ONCE).map((difference) => (
            <Entry key={`${difference.id}:${difference.kind}:${difference.from}`} difference={difference} names={names} busy={busy} onShow={() => show(difference.id)} onAgree={onAgree && (() => onAgree(difference))} onReject={onReject && (() => onReject(difference))} />
          ))}
        </ol>
        {differences.length > AT_ONCE ? <p className="ph-sm ph-2">{t('moreDifferences', { count: differences.length - AT_ONCE })}</p> : null}
        {onAgree && onReject && differences.length > 0 ? (
          <Stack gap={3}>
            <Button wide look="soft" icon="check" isDisabled={busy} onPress={() => onAgree()}>{t('agreeAll')}</Button>
            <Button wide look="quiet" icon="undo" isDisabled={busy} onPress={() => setAsking(true)}>{t('takeBackAll')}</Button>
          </Stack>
        ) : null}
      </Stack>
      <ConfirmDialog
        isOpen={isAsking}
        about={isAsking ? String(differences.length) : null}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          onReject?.();
        }}
        title={t('takeBackAllTitle')}
        confirmLabel={t('takeBackAll')}
        cancelLabel={t('cancel')}
      >
        {t('takeBackAllNote', { count: differences.length })}
      </ConfirmDialog>
    </section>
  );
}
