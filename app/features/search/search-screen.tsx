import { Form } from '@remix-run/react';
import { Link as AriaLink } from 'react-aria-components';
import type { QueryResult } from '../../../server/application';
import { Button, ButtonRow, EmptyState, Icon, LinkButton, PageHeading, Screen, Stack, TextField, TopBar } from '~/ui';
import type { IconName } from '~/ui/icon';
import { useFormats, useTexts } from '~/ui/i18n';
import { AccountMenu } from '../identity';
import { LibrarySection, type LibraryFound } from '../library';
import { readerHref, searchHref } from './search-place';
import { SearchWatch } from './search-watch';
import { searchTexts } from './texts';
import './search.css';

type Found = QueryResult<'search.find'>;
type Result = Found['results'][number];
type Place = Result['places'][number];

const ICONS: Record<Result['kind'], IconName> = { paper: 'document', item: 'agenda', conclusion: 'opinion', assignment: 'checkCircle', minutes: 'minutes', meeting: 'calendar' };

/** Words around a hit; the hit stands out by weight and ground, and is told as marked. */
function Passage({ passage }: { passage: Place['passage'] }) {
  return <span className="sr-passage">{passage.map(({ text, isHit }, index) => (isHit ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>))}</span>;
}

/** One paper, item or minutes with the first places in it, each a way to the words themselves. */
function ResultCard({ result, text }: { result: Result; text: string }) {
  const t = useTexts(searchTexts);
  const { kind, meeting, title, documentId, assignmentId, places, count } = result;
  const hrefOf = ({ page }: Place): string => {
    if (documentId) return readerHref(meeting.id, documentId, page, text);
    if (assignmentId) return `/assignments/${assignmentId}`;
    return kind === 'minutes' ? `/meetings/${meeting.id}/minutes` : `/meetings/${meeting.id}`;
  };
  const rest = count - places.length;
  return (
    <li className="sr-result">
      <div className="sr-head">
        <Icon name={ICONS[kind]} />
        <div className="sr-names">
          <h3 className="ph-lg sr-title">{title ?? (kind === 'meeting' ? meeting.title : t(kind))}</h3>
          <p className="ph-sm ph-3">{`${t(kind)}. ${t('ofSession', { title: meeting.title, at: meeting.startsAt })}${meeting.isImported ? `. ${t('imported')}` : ''}`}</p>
        </div>
      </div>
      <ul className="sr-places">
        {places.map((place, index) => (
          <li key={index}>
            <AriaLink className="sr-place" href={hrefOf(place)}>
              {kind === 'paper' ? <span className="sr-page ph-num">{place.page === null ? t('inTitle') : t('page', { page: place.page })}</span> : null}
              <Passage passage={place.passage} />
              {place.byMachine ? <span className="sr-machine ph-sm ph-3">{t('byMachine')}</span> : null}
              <Icon name="next" size="s" />
            </AriaLink>
          </li>
        ))}
      </ul>
      {rest > 0 ? <p className="ph-sm ph-3 sr-rest">{t('more', { count: rest })}</p> : null}
    </li>
  );
}

function Results({ found }: { found: Found }) {
  const t = useTexts(searchTexts);
  const f = useFormats();
  const { text, from, total, results, next, previous } = found;
  if (results.length === 0) return <EmptyState icon="search">{`${t('nothing', { text: text.trim() })} ${t('nothingHint')}`}</EmptyState>;
  const told = t('found', { places: total.places, sources: total.sources });
  return (
    <section aria-label={t('results')}>
      <Stack gap={5}>
        <PageHeading level={2} title={told} note={total.sources > results.length ? t('shown', { from: from + 1, to: from + results.length }) : undefined} />
        <ol className="sr-results" aria-label={`${t('results')}: ${f.number(total.sources)}`}>
          {results.map((result, index) => <ResultCard key={`${from + index}`} result={result} text={text} />)}
        </ol>
        {next === null && previous === null ? null : (
          <nav aria-label={t('otherPages')}>
            <ButtonRow>
              {previous === null ? null : <LinkButton href={searchHref({ text, from: previous })} icon="previous">{t('previous')}</LinkButton>}
              {next === null ? null : <LinkButton href={searchHref({ text, from: next })} iconEnd="next">{t('next')}</LinkButton>}
            </ButtonRow>
          </nav>
        )}
      </Stack>
    </section>
  );
}

/** One field, and what was found, the newest sessions first; the address says what was asked, so a link and "back" find it again. */
export function SearchScreen({ found, library }: { found: Found; /** Of the library, on the first page. */ library: LibraryFound | null }) {
  const t = useTexts(searchTexts);
  const isAsked = found.text.trim() !== '';
  return (
    <Screen top={<TopBar backHref="/" backLabel={t('home')} title={t('title')} end={<AccountMenu />} />} width="single">
      <SearchWatch meetingIds={[...new Set(found.results.map(({ meeting }) => meeting.id))]} />
      <Stack gap={6}>
        <Form method="get" action="/search" role="search" className="sr-form" key={found.text}>
          <TextField type="search" inputMode="search" name="text" label={t('field')} hint={t('hint')} defaultValue={found.text} maxLength={200} autoComplete="off" spellCheck={false} autoFocus={!isAsked} />
          <Button type="submit" look="pri" icon="search">{t('go')}</Button>
        </Form>
        <div role="status" className="ph-hidden">{!isAsked ? '' : !found.asks ? t('noWords') : found.results.length === 0 ? t('nothing', { text: found.text.trim() }) : t('found', { places: found.total.places, sources: found.total.sources })}</div>
        {!isAsked ? <p className="ph-2 sr-intro">{t('intro')}</p> : found.asks ? <>{library ? <LibrarySection found={library} /> : null}<Results found={found} /></> : <EmptyState icon="search">{t('noWords')}</EmptyState>}
      </Stack>
    </Screen>
  );
}
