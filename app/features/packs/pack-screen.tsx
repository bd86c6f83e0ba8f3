import { useNavigate } from '@remix-run/react';
import { useState } from 'react';
import { numberSpan, pageOf, readPageNumber } from '@shared/rules/pack-numbers';
import type { QueryResult } from '../../../server/application';
import { Button, ButtonRow, Card, ComboBox, EmptyState, InlineError, LinkButton, ListRow, NumberField, PageHeading, RowList, Screen, Select, Stack, StateWord, TextField, TopBar, useToast } from '~/ui';
import { useLookingAgain } from '~/tablet/live/use-looking-again';
import { useFormats, useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { useMe } from '../../me';
import { AccountMenu } from '../identity';
import { packTexts } from './texts';

type PackData = QueryResult<'packs.session'>;
type Pack = NonNullable<PackData['current']>;
type Numbers = QueryResult<'packs.numbers'>;

export interface PackScreenProps {
  meeting: { id: string; title: string };
  packs: PackData;
  numbers: Numbers;
}

/** The pack of a session: made, fetched, printed, in large print; and the way to a page by the number on paper. */
export function PackScreen({ meeting, packs, numbers }: PackScreenProps) {
  const t = useTexts(packTexts);
  const placeOf = usePlace();
  const isWaiting = [packs.current, ...packs.others].some((pack) => pack?.state === 'waiting');
  useLookingAgain(isWaiting);
  return (
    <Screen top={<TopBar backHref={`/meetings/${meeting.id}`} title={meeting.title} titleIsHeading={false} end={<AccountMenu />} />} width="narrow">
      <Stack gap={5}>
        <PageHeading title={t('title')} note={packs.whole ? t('note', packs.whole) : undefined} />
        {packs.whole ? <Whole meetingId={meeting.id} packs={packs} /> : <EmptyState icon="document">{t('none')}</EmptyState>}
        {numbers.length > 0 ? <GoToNumber meetingId={meeting.id} numbers={numbers} /> : null}
        {numbers.length > 0 ? <SomePages meetingId={meeting.id} numbers={numbers} /> : null}
        {packs.whole ? <LargePrint meetingId={meeting.id} packs={packs} /> : null}
        {packs.others.length > 0 ? <AskedFor packs={packs.others} /> : null}
        {numbers.length > 0 ? (
          <Stack gap={3} as="section">
            <PageHeading level={2} look="lg" title={t('numbers')} />
            <RowList label={t('numbers')}>
              {numbers.map(({ documentId, title, pages, item, ...run }) => (
                <ListRow key={documentId} icon="document" title={title} note={t('span', { span: numberSpan(run, pages), place: placeOf(item) })} href={`/meetings/${meeting.id}/read/${documentId}`} />
              ))}
            </RowList>
          </Stack>
        ) : null}
      </Stack>
    </Screen>
  );
}

/** What an item is called beside a paper of it. */
function usePlace(): (item: Numbers[number]['item']) => string {
  const t = useTexts(packTexts);
  return (item) => (item === null ? t('together') : item.number === null ? item.title : t('itemNumber', { number: item.number }));
}

interface Asked {
  large?: boolean;
  forId?: string | null;
  part?: { documentId: string; from: number; to: number } | null;
}

function useAsk(meetingId: string) {
  const t = useTexts(packTexts);
  const toast = useToast();
  const { run, busy, error } = useCommand<'packs.request'>({ page: `/meetings/${meetingId}/pack` });
  const ask = ({ large = false, forId = null, part = null }: Asked = {}): void => run('packs.request', { large, part, forId }, () => toast({ text: t('requested'), icon: 'download' }));
  return { ask, busy, error };
}

function Whole({ meetingId, packs: { current, isOutOfDate } }: { meetingId: string; packs: PackData }) {
  const t = useTexts(packTexts);
  const { ask, busy, error } = useAsk(meetingId);
  const canMake = current === null || current.state === 'failed';
  return (
    <Card>
      <Stack gap={4}>
        <PageHeading level={2} look="lg" title={t('whole')} />
        {error ? <InlineError error={error} /> : null}
        <PackState pack={current} isOutOfDate={isOutOfDate} />
        {canMake ? <Button look="pri" icon="download" wide busy={busy} onPress={() => ask()}>{t(current === null && !isOutOfDate ? 'make' : 'makeAgain')}</Button> : null}
        {current?.state === 'ready' ? <Fetch pack={current} /> : null}
      </Stack>
    </Card>
  );
}

function PackState({ pack, isOutOfDate = false }: { pack: Pack | null; isOutOfDate?: boolean }) {
  const t = useTexts(packTexts);
  const f = useFormats();
  if (pack === null) return isOutOfDate ? <StateWord tone="warn">{t('state_outOfDate')}</StateWord> : <p className="ph-2">{t('state_none')}</p>;
  if (pack.state === 'waiting') return <p role="status">{pack.total ? t('state_progress', { done: pack.done ?? 0, total: pack.total }) : t('state_waiting')}</p>;
  if (pack.state !== 'ready') return <StateWord tone="bad">{t('state_failed')}</StateWord>;
  return (
    <Stack gap={3}>
      <StateWord tone="ok" icon="check">{t('state_ready', { pages: pack.pages ?? 0, size: f.bytes(pack.size ?? 0) })}</StateWord>
      {pack.missing > 0 ? <StateWord tone="warn">{t('missing', { count: pack.missing })}</StateWord> : null}
    </Stack>
  );
}

function Fetch({ pack }: { pack: Pack }) {
  const t = useTexts(packTexts);
  const href = `/files/packs/${pack.id}`;
  return (
    <>
      <ButtonRow align="fill">
        {pack.isLarge ? null : <LinkButton look="pri" icon="download" href={href} download>{t('fetch')}</LinkButton>}
        <LinkButton look={pack.isLarge ? 'pri' : 'sec'} icon="document" href={`${href}?print`} download>{t('print')}</LinkButton>
      </ButtonRow>
      <p className="ph-sm ph-3">{t('printNote')}</p>
    </>
  );
}

/** From the number on paper to the page. */
function GoToNumber({ meetingId, numbers }: { meetingId: string; numbers: Numbers }) {
  const t = useTexts(packTexts);
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const wanted = readPageNumber(typed);
  const found = wanted && numbers.flatMap((run) => {
    const page = pageOf(run, run.pages, wanted);
    return page === null ? [] : [{ documentId: run.documentId, page: page + 1 }];
  })[0];
  return (
    <Card>
      <form onSubmit={(event) => { event.preventDefault(); if (found) navigate(`/meetings/${meetingId}/read/${found.documentId}?page=${found.page}`); }}>
        <Stack gap={4}>
          <PageHeading level={2} look="lg" title={t('goTitle')} />
          <TextField label={t('goField')} value={typed} onChange={setTyped} error={typed.trim() !== '' && !found ? t('goInvalid') : undefined} />
          <Button type="submit" icon="forward" wide isDisabled={!found}>{t('goButton')}</Button>
        </Stack>
      </form>
    </Card>
  );
}

function LargePrint({ meetingId, packs: { people } }: { meetingId: string; packs: PackData }) {
  const t = useTexts(packTexts);
  const me = useMe();
  const { ask, busy, error } = useAsk(meetingId);
  const [personId, setPerson] = useState<string | null>(null);
  return (
    <Card>
      <Stack gap={4}>
        <PageHeading level={2} look="lg" title={t('largeTitle')} note={t('largeNote')} />
        {error ? <InlineError error={error} /> : null}
        {people.length > 0 ? (
          <>
            <ComboBox label={t('largeWho')} options={people.map(({ id: value, fullName, position }) => ({ value, label: fullName, note: position }))} value={personId} onChange={setPerson} />
            <Button icon="zoomIn" wide isDisabled={personId === null} busy={busy} onPress={() => ask({ large: true, forId: personId })}>{t('largeMake')}</Button>
          </>
        ) : (
          <Button icon="zoomIn" wide busy={busy} onPress={() => ask({ large: true, forId: me.personId })}>{t('largeMine')}</Button>
        )}
      </Stack>
    </Card>
  );
}

/** Pages of one paper, to be fetched by themselves. */
function SomePages({ meetingId, numbers }: { meetingId: string; numbers: Numbers }) {
  const t = useTexts(packTexts);
  const placeOf = usePlace();
  const { ask, busy, error } = useAsk(meetingId);
  const [paperId, setPaper] = useState('');
  const [from, setFrom] = useState<number | null>(1);
  const [to, setTo] = useState<number | null>(1);
  const paper = numbers.find(({ documentId }) => documentId === paperId);
  const isSound = paper !== undefined && from !== null && to !== null && from >= 1 && from <= to && to <= paper.pages;
  const choose = (id: string): void => {
    setPaper(id);
    setFrom(1);
    setTo(numbers.find(({ documentId }) => documentId === id)?.pages ?? 1);
  };
  return (
    <Card>
      <Stack gap={4}>
        <PageHeading level={2} look="lg" title={t('someTitle')} note={t('someNote')} />
        {error ? <InlineError error={error} /> : null}
        <Select label={t('somePaper')} value={paperId} onChange={choose} options={numbers.map(({ documentId: value, title, item }) => ({ value, label: t('paperOf', { place: placeOf(item), title }) }))} />
        {paper ? (
          <ButtonRow align="fill">
            <NumberField label={t('someFrom')} value={from} onChange={setFrom} min={1} max={paper.pages} />
            <NumberField label={t('someTo')} value={to} onChange={setTo} min={1} max={paper.pages} error={isSound ? undefined : t('someInvalid', { pages: paper.pages })} />
          </ButtonRow>
        ) : null}
        <Button icon="download" wide isDisabled={!isSound} busy={busy} onPress={() => isSound && ask({ part: { documentId: paperId, from, to } })}>{t('someMake')}</Button>
      </Stack>
    </Card>
  );
}

/** In large print, or of some pages: what was asked for by or for who looks. */
function AskedFor({ packs }: { packs: readonly Pack[] }) {
  const t = useTexts(packTexts);
  const nameOf = ({ part, isLarge, for: person }: Pack): string => {
    if (part) return t(part.from === part.to ? 'somePage' : 'somePages', part);
    return isLarge ? t('largeFor', { name: person ?? '' }) : t('whole');
  };
  return (
    <Stack gap={3} as="section">
      <PageHeading level={2} look="lg" title={t('own')} />
      {packs.map((pack) => (
        <Card key={pack.id}>
          <Stack gap={3}>
            <p className="ph-strong">{nameOf(pack)}</p>
            <PackState pack={pack} />
            {pack.state === 'ready' ? <Fetch pack={pack} /> : null}
          </Stack>
        </Card>
      ))}
    </Stack>
  );
}
