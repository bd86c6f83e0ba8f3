import { Link as AriaLink } from 'react-aria-components';
import type { QueryResult } from '../../../server/application';
import { Icon, LinkButton, ListRow, PageHeading, RowList, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { EntryChips, EntryState, useByWords, useEntryFacts, useEntryName, type Entry } from './entry-words';
import { entryHref, libraryHref } from './library-place';
import { libraryTexts } from './texts';
import './library.css';

export type LibraryFound = QueryResult<'search.find-library'>;

/** Documents one under the other, each a way to its text. */
export function EntryRows({ entries, label }: { entries: readonly Entry[]; label: string }) {
  const [nameOf, factsOf, byOf] = [useEntryName(), useEntryFacts(), useByWords()];
  return (
    <RowList label={label} look="cards">
      {entries.map((entry) => (
        <ListRow key={entry.id} icon="read" href={entryHref(entry.id)} title={entry.title} note={[nameOf(entry), factsOf(entry), byOf(entry)].filter(Boolean).join('. ')} end={<span className="lb-end"><EntryState state={entry.state} /><EntryChips entry={entry} /></span>} />
      ))}
    </RowList>
  );
}

/** Documents in which something was found, with the first places in each. */
export function FoundEntries({ found }: { found: LibraryFound }) {
  const t = useTexts(libraryTexts);
  const [nameOf, factsOf] = [useEntryName(), useEntryFacts()];
  return (
    <ol className="lb-found" aria-label={t('inLibrary')}>
      {found.results.map(({ entry, places }) => (
        <li className="lb-result" key={entry.id}>
          <AriaLink className="lb-head" href={entryHref(entry.id, { find: found.text })}>
            <Icon name="read" />
            <span className="lb-names">
              <span className="ph-lg lb-title">{entry.title}</span>
              <span className="ph-sm ph-3">{`${nameOf(entry)}. ${factsOf(entry)}`}</span>
            </span>
            <EntryState state={entry.state} />
          </AriaLink>
          <ul className="lb-places">
            {places.filter(({ page }) => page !== null).map(({ page, passage }) => (
              <li key={page}>
                <AriaLink className="lb-place" href={entryHref(entry.id, { page, find: found.text })}>
                  <span className="lb-page ph-num">{t('page', { page: page ?? 1 })}</span>
                  <span className="lb-passage">{passage.map(({ text, isHit }, index) => (isHit ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>))}</span>
                </AriaLink>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

/** What the library has of a search, beside what was found in sessions. */
export function LibrarySection({ found }: { found: LibraryFound }) {
  const t = useTexts(libraryTexts);
  if (found.total === 0) return null;
  return (
    <Stack gap={4} as="section">
      <PageHeading level={2} title={t('inLibrary')} count={found.total} />
      <FoundEntries found={found} />
      {found.total > found.results.length ? <LinkButton href={libraryHref({ text: found.text })} icon="next">{t('allInLibrary', { count: found.total })}</LinkButton> : null}
    </Stack>
  );
}
