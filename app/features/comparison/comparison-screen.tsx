import { useNavigate } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import type { QueryResult } from '../../../server/application';
import { Button, ButtonRow, EmptyState, IconButton, LinkButton, Notice, PageHeading, Screen, Select, Stack, TextLink, TopBar } from '~/ui';
import { useFormats, useTexts } from '~/ui/i18n';
import { useLookingAgain } from '~/tablet/live/use-looking-again';
import { AccountMenu } from '../identity';
import { ChangePieces, placeWords, type Row } from './change-words';
import { comparisonTexts } from './texts';
import { useComparison } from './use-comparison';

export type Compared = QueryResult<'documents.comparison'>;

/** Like paragraphs that stay in view before and after a change; more of them are folded. */
const AROUND = 1;

const hrefOf = ({ meeting, document }: Compared, from: number, to: number, start = 0): string => `/meetings/${meeting.id}/compare/${document.id}?from=${from}&to=${to}${start > 0 ? `&start=${start}` : ''}`;

/** Two versions of a paper beside each other: what went, what came, where; from change to change by touch and keyboard (D67). */
export function ComparisonScreen({ compared }: { compared: Compared }) {
  const t = useTexts(comparisonTexts);
  const { document, meeting, from, to, state, changes, rows } = compared;
  const steps = useSteps(compared);
  const { ask, busy, isWaiting } = useComparison({ documentId: document.id, from: from.number, to: to.number, state });
  useLookingAgain(isWaiting);
  const hasPictures = rows.some(({ kind }) => kind === 'picture');
  return (
    <Screen
      className="cp-screen"
      top={<TopBar backHref={`/meetings/${meeting.id}/read/${document.id}`} backLabel={t('back')} context={t('title')} title={document.title} end={<AccountMenu />} />}
    >
      <Stack gap={5}>
        <Versions compared={compared} />
        <div role="status">
          {isWaiting ? <Notice icon="refresh">{t('comparing')}</Notice> : null}
          {state === 'identical' ? <EmptyState icon="check">{t('identical')}</EmptyState> : null}
          {state === 'made' && changes.length === 0 ? <Notice tone="ok">{t('none')}</Notice> : null}
        </div>
        {state === 'failed' ? <Notice tone="warn" end={<Button size={48} busy={busy} onPress={ask}>{t('tryAgain')}</Button>}>{t('failed')}</Notice> : null}
        {hasPictures ? <Notice>{t('pictureNote')}</Notice> : null}
        {state === 'made' && rows.length > 0 ? <Rows compared={compared} current={steps.current} /> : null}
        {state === 'made' ? <Parts compared={compared} /> : null}
      </Stack>
      {state === 'made' && changes.length > 0 ? <StepBar steps={steps} count={changes.length} /> : null}
    </Screen>
  );
}

/** Which two versions, and why the later one came. */
function Versions({ compared }: { compared: Compared }) {
  const t = useTexts(comparisonTexts);
  const f = useFormats();
  const navigate = useNavigate();
  const { from, to, versions, state, changes } = compared;
  const named = versions.map(({ number, at }) => ({ value: String(number), label: t('version', { number, at }) }));
  const reason = versions.find(({ number }) => number === to.number)?.reason;
  return (
    <section className="cp-head" aria-label={t('between', { from: from.number, to: to.number })}>
      <PageHeading level={2} title={t('between', { from: from.number, to: to.number })} note={state === 'made' ? t('count', { count: changes.length }) : undefined} />
      {reason ? <p className="ph-2">{t('reason', { reason })}</p> : null}
      {versions.length > 2 ? (
        <ButtonRow align="fill">
          <Select label={t('older')} value={String(from.number)} options={named.filter(({ value }) => Number(value) < to.number)} onChange={(value) => navigate(hrefOf(compared, Number(value), to.number))} />
          <Select label={t('newer')} value={String(to.number)} options={named.filter(({ value }) => Number(value) > from.number)} onChange={(value) => navigate(hrefOf(compared, from.number, Number(value)))} />
        </ButtonRow>
      ) : <p className="ph-hidden">{f.number(changes.length)}</p>}
    </section>
  );
}

type Shown = { index: number; row: Row } | { folded: { index: number; row: Row }[] };

/** Like paragraphs far from any change are folded. */
function folded({ rows, first }: Compared): Shown[] {
  const isFar = rows.map((_row, at) => rows.slice(Math.max(0, at - AROUND), at + AROUND + 1).every(({ kind }) => kind === 'same'));
  const shown: Shown[] = [];
  rows.forEach((row, at) => {
    const one = { index: first + at, row };
    const last = shown.at(-1);
    if (!isFar[at]) shown.push(one);
    else if (last && 'folded' in last) last.folded.push(one);
    else shown.push({ folded: [one] });
  });
  return shown.flatMap((one) => ('folded' in one && one.folded.length < 2 ? one.folded : [one]));
}

function Rows({ compared, current }: { compared: Compared; current: number | null }) {
  const t = useTexts(comparisonTexts);
  const { from, to } = compared;
  return (
    <div className="cp-sheet">
      <div className="cp-names" aria-hidden="true"><b>{t('version', versionOf(compared, from.number))}</b><b>{t('version', versionOf(compared, to.number))}</b></div>
      {folded(compared).map((one) => ('folded' in one
        ? <Folded key={`f${one.folded[0]?.index}`} rows={one.folded} compared={compared} />
        : <ComparedRow key={one.index} {...one} compared={compared} isCurrent={current === one.index} />))}
    </div>
  );
}

const versionOf = ({ versions }: Compared, number: number): { number: number; at: Date } => versions.find((version) => version.number === number) ?? { number, at: new Date(0) };

function Folded({ rows, compared }: { rows: readonly { index: number; row: Row }[]; compared: Compared }) {
  const t = useTexts(comparisonTexts);
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <>{rows.map((one) => <ComparedRow key={one.index} {...one} compared={compared} isCurrent={false} />)}</>;
  return <div className="cp-fold"><Button look="quiet" size={48} icon="open" onPress={() => setOpen(true)}>{t('same', { count: rows.length })}</Button></div>;
}

function ComparedRow({ index, row, compared, isCurrent }: { index: number; row: Row; compared: Compared; isCurrent: boolean }) {
  const t = useTexts(comparisonTexts);
  const { kind, pieces, old, new: fresh } = row;
  const told = useRowWords(row, compared);
  const side = (which: 'old' | 'new') => {
    const isHere = which === 'old' ? old !== null && kind !== 'moved' : fresh !== null && kind !== 'left';
    if (kind === 'picture') return null;
    if (!isHere) return <p className="cp-none">{kind === 'moved' || kind === 'left' ? told.kind : t('nothingHere', { number: which === 'old' ? compared.from.number : compared.to.number })}</p>;
    return <p><ChangePieces pieces={pieces} side={which} /></p>;
  };
  const isPlain = kind === 'same';
  const page = fresh?.[0] ?? old?.[0] ?? 1;
  const number = fresh ? compared.to.number : compared.from.number;
  return (
    <section className="cp-row" id={`r${index}`} tabIndex={-1} data-kind={kind} data-alike={row.likeness === 'alike' || undefined} data-current={isCurrent || undefined} aria-label={isPlain ? undefined : [told.kind, told.place, told.page].filter(Boolean).join(', ')}>
      {isPlain ? null : (
        <header className="cp-told">
          <b className="cp-kind">{told.kind}</b>
          {told.place ? <span className="cp-place">{told.place}</span> : null}
          <TextLink look="plain" href={`/meetings/${compared.meeting.id}/read/${compared.document.id}?version=${number}&page=${page}`}>{told.page}<span className="ph-hidden">{`. ${t('open', { page, number })}`}</span></TextLink>
        </header>
      )}
      {kind === 'picture' ? null : (
        <>
          <div className="cp-both"><p><ChangePieces pieces={pieces} /></p></div>
          <div className="cp-sides"><div>{side('old')}</div><div>{side('new')}</div></div>
        </>
      )}
    </section>
  );
}

function useRowWords({ kind, likeness, old, new: fresh, place }: Row, { from, to }: Compared) {
  const t = useTexts(comparisonTexts);
  const pages = old && fresh && old[0] !== fresh[0] ? t('pages', { from: old[0], to: fresh[0] }) : t('page', { page: fresh?.[0] ?? old?.[0] ?? 1 });
  const pictured = likeness ? t(`picture_${likeness}`) : t(fresh ? 'picture_added' : 'picture_removed', { from: from.number, to: to.number });
  const said = kind === 'same' ? '' : kind === 'picture' ? pictured : kind === 'moved' ? t('moved', { from: old?.[0] ?? 1 }) : kind === 'left' ? t('left', { to: fresh?.[0] ?? 1 }) : t(kind);
  return { kind: said, place: placeWords(t, place), page: pages };
}

interface Steps {
  /** Row of the change stood at; null before the first step. */
  current: number | null;
  /** Its place among all changes, from 1. */
  at: number | null;
  go: ((direction: 1 | -1) => void);
  canGo: (direction: 1 | -1) => boolean;
}

function useSteps(compared: Compared): Steps {
  const { changes, first, rows } = compared;
  const navigate = useNavigate();
  const [current, setCurrent] = useState<number | null>(null);
  const target = (direction: 1 | -1): number | undefined => {
    if (current === null) return direction === 1 ? (changes.find((row) => row >= first) ?? changes[0]) : undefined;
    const at = changes.indexOf(current);
    return changes[at + direction];
  };
  const go = (direction: 1 | -1): void => {
    const row = target(direction);
    if (row === undefined) return;
    setCurrent(row);
    if (row < first || row >= first + rows.length) navigate(hrefOf(compared, compared.from.number, compared.to.number, row), { replace: true });
  };
  useEffect(() => {
    const element = current === null ? null : document.getElementById(`r${current}`);
    element?.scrollIntoView({ block: 'center' });
    element?.focus({ preventScroll: true });
  }, [current, first]);
  useEffect(() => {
    const named = /^#r(\d+)$/u.exec(window.location.hash)?.[1];
    if (named !== undefined && changes.includes(Number(named))) setCurrent(Number(named));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- where the address led to, once
  }, []);
  const latest = useRef(go);
  latest.current = go;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isTyping = event.target instanceof HTMLElement && /^(?:INPUT|SELECT|TEXTAREA)$/u.test(event.target.tagName);
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'n' || event.key === 'N') latest.current(1);
      if (event.key === 'p' || event.key === 'P') latest.current(-1);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return { current, at: current === null ? null : changes.indexOf(current) + 1, go, canGo: (direction) => target(direction) !== undefined };
}

function StepBar({ steps, count }: { steps: Steps; count: number }) {
  const t = useTexts(comparisonTexts);
  return (
    <nav className="cp-steps" aria-label={t('keys')}>
      <IconButton icon="previous" look="sec" label={t('previous')} isDisabled={!steps.canGo(-1)} onPress={() => steps.go(-1)} />
      <p className="ph-num" role="status">{steps.at === null ? t('stepNone', { count }) : t('step', { at: steps.at, count })}</p>
      <IconButton icon="next" look="sec" label={t('next')} isDisabled={!steps.canGo(1)} onPress={() => steps.go(1)} />
    </nav>
  );
}

/** A long paper is shown in parts. */
function Parts({ compared }: { compared: Compared }) {
  const t = useTexts(comparisonTexts);
  const { first, rows, total, from, to } = compared;
  if (total <= rows.length) return null;
  const end = first + rows.length;
  return (
    <nav aria-label={t('otherPart')}>
      <ButtonRow>
        {first > 0 ? <LinkButton icon="previous" href={hrefOf(compared, from.number, to.number, Math.max(0, first - 1))}>{t('earlierPart')}</LinkButton> : null}
        {end < total ? <LinkButton iconEnd="next" href={hrefOf(compared, from.number, to.number, end)}>{t('laterPart')}</LinkButton> : null}
      </ButtonRow>
    </nav>
  );
}
