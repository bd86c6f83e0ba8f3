import { Form, useNavigate } from '@remix-run/react';
import type { QueryResult } from '../../../server/application';
import { CITED_KINDS } from '@shared/rules/citations';
import { Button, ButtonRow, EmptyState, LinkButton, PageHeading, Screen, Select, Stack, TextField, TextLink, TopBar } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { AccountMenu } from '../identity';
import { AddFiles } from './add-files';
import { EntryRows, FoundEntries, type LibraryFound } from './library-results';
import { libraryHref, type LibraryPlace } from './library-place';
import { libraryTexts } from './texts';
import { WaitingFile, type Waiting } from './waiting-file';
import './library.css';

export interface LibraryScreenProps {
  list: QueryResult<'library.entries'>;
  /** What was searched for; null: the whole list. */
  found: LibraryFound | null;
  waiting: readonly Waiting[];
}

/** The library: found by number and words, else the newest first; whoever keeps it adds to it here. */
export function LibraryScreen({ list, found, waiting }: LibraryScreenProps) {
  const t = useTexts(libraryTexts);
  const { can } = list;
  return (
    <Screen top={<TopBar backHref="/" backLabel={t('home')} title={t('title')} end={<AccountMenu />} />} width="single">
      <Stack gap={6}>
        <Form method="get" action="/library" role="search" className="lb-search" key={found?.text}>
          <TextField type="search" inputMode="search" name="text" label={t('field')} defaultValue={found?.text ?? ''} maxLength={200} autoComplete="off" spellCheck={false} />
          <Button type="submit" look="pri" icon="search">{t('go')}</Button>
        </Form>
        {waiting.length > 0 ? (
          <Stack gap={4} as="section">
            <PageHeading level={2} title={t('waiting')} count={waiting.length} note={t('waitingNote')} />
            {waiting.map((file) => <WaitingFile key={file.id} file={file} canShare={can.share} />)}
          </Stack>
        ) : null}
        {can.keep && found === null ? <AddFiles /> : null}
        {found === null ? <Whole list={list} /> : <Found found={found} />}
      </Stack>
    </Screen>
  );
}

function Whole({ list }: { list: LibraryScreenProps['list'] }) {
  const t = useTexts(libraryTexts);
  const navigate = useNavigate();
  const { entries, total, kind } = list;
  return (
    <Stack gap={4} as="section">
      <PageHeading level={2} title={t('count', { count: total })} note={t('intro')} />
      <div className="lb-kind">
        <Select label={t('kind')} value={kind ?? 'all'} onChange={(next) => navigate(libraryHref({ kind: next === 'all' ? undefined : next }))} options={[{ value: 'all' as const, label: t('everyKind') }, ...CITED_KINDS.map((one) => ({ value: one, label: t(`kind_${one}`) }))]} />
      </div>
      {entries.length === 0 ? <EmptyState icon="read">{t(kind ? 'noneOfKind' : 'none')}</EmptyState> : <EntryRows entries={entries} label={t('title')} />}
      <Pages place={list} hrefOf={(from) => libraryHref({ kind: kind ?? undefined, from })} />
    </Stack>
  );
}

function Found({ found }: { found: LibraryFound }) {
  const t = useTexts(libraryTexts);
  const told = found.total === 0 ? t('notFound', { text: found.text }) : t('found', { count: found.total, text: found.text });
  return (
    <Stack gap={4} as="section">
      <p role="status" className="ph-h3">{told}</p>
      {found.total === 0 ? null : <FoundEntries found={found} />}
      <Pages place={found} hrefOf={(from) => libraryHref({ text: found.text, from })} />
      <TextLink href="/library">{t('everything')}</TextLink>
    </Stack>
  );
}

function Pages({ place, hrefOf }: { place: Pick<LibraryFound, 'next' | 'previous'>; hrefOf: (from: number) => string }) {
  const t = useTexts(libraryTexts);
  const { next, previous } = place;
  if (next === null && previous === null) return null;
  return (
    <nav aria-label={t('otherPages')}>
      <ButtonRow>
        {previous === null ? null : <LinkButton href={hrefOf(previous)} icon="previous">{t('previous')}</LinkButton>}
        {next === null ? null : <LinkButton href={hrefOf(next)} iconEnd="next">{t('next')}</LinkButton>}
      </ButtonRow>
    </nav>
  );
}

export type { LibraryPlace };
