import type { MinutesReview } from '@shared/rules/minutes-review';
import { Button, Notice, PageHeading, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { minutesTexts } from './texts';

const PARTS = { presentation: 'partPresentation', discussion: 'partDiscussion', conclusion: 'partConclusion', general: 'partGeneral' } as const;

/** Where a part nobody wrote would stand: it is not shown to readers, the heading above it is. */
const standsAt = (id: string): string => (id.startsWith('item:') ? `${id.split(':').slice(0, 2).join(':')}:title` : 'heading:conclusion');

/** Empty parts of one item in one line. */
function byItem(empty: MinutesReview['empty']) {
  const groups: { id: string; item: string | null; parts: MinutesReview['empty'][number]['part'][] }[] = [];
  for (const { id, item, part } of empty) {
    const last = groups.at(-1);
    if (last && item !== null && last.item === item) last.parts.push(part);
    else groups.push({ id, item, parts: [part] });
  }
  return groups;
}

function show(id: string): void {
  const place = document.getElementById(`mn-${id}`) ?? document.getElementById(`mn-${standsAt(id)}`);
  place?.scrollIntoView({ block: 'center' });
}

/** How many sentences, events and parts are to be looked at, in one line each (N22). */
export function useReviewSummary(review: MinutesReview): string[] {
  const t = useTexts(minutesTexts);
  const { differing, leftOut, empty } = review;
  return [
    ...(differing.length > 0 ? [t('reviewDiffering', { count: differing.length })] : []),
    ...(leftOut.length > 0 ? [t('reviewLeftOut', { count: leftOut.length })] : []),
    ...(empty.length > 0 ? [t('reviewEmpty', { count: empty.length })] : []),
  ];
}

/** What differs from the record, what it leaves out, what is still empty: each leads to its place in the text (N22). */
export function ReviewList({ review, onTakeIn }: { review: MinutesReview; /** Where the text is being written. */ onTakeIn?: (id: string) => void }) {
  const t = useTexts(minutesTexts);
  const { differing, leftOut, empty } = review;
  const agrees = differing.length === 0 && leftOut.length === 0;
  return (
    <section aria-labelledby="mn-review">
      <Stack gap={3}>
        <PageHeading level={3} look="lg" title={t('review')} id="mn-review" />
        {agrees ? <Notice tone="ok" icon="check">{t('reviewAgrees')}</Notice> : null}
        {differing.length > 0 ? (
          <Entries heading={t('reviewDiffering', { count: differing.length })} entries={differing.map(({ id, text, recorded }) => ({ id, lines: [t('reviewIs', { text }), t('reviewWas', { text: recorded })] }))} />
        ) : null}
        {leftOut.length > 0 ? (
          <Entries heading={t('reviewLeftOut', { count: leftOut.length })} entries={leftOut.map(({ id, recorded }) => ({ id, lines: [t('reviewWas', { text: recorded })], take: onTakeIn ? { words: t('takeIn'), run: () => onTakeIn(id) } : undefined }))} />
        ) : null}
        {empty.length > 0 ? (
          <Entries heading={t('reviewEmpty', { count: empty.length })} entries={byItem(empty).map(({ id, item, parts }) => {
            const words = parts.map((part) => t(PARTS[part])).join('; ');
            return { id, lines: [item === null ? words : t('partOf', { item, part: words })] };
          })}
          />
        ) : (
          <Notice tone="ok" icon="check">{t('reviewFull')}</Notice>
        )}
      </Stack>
    </section>
  );
}

function Entries({ heading, entries }: { heading: string; entries: readonly { id: string; lines: readonly string[]; take?: { words: string; run: () => void } }[] }) {
  return (
    <div>
      <h4 className="ph-strong mn-review-heading">{heading}</h4>
      <ul className="mn-review">
        {entries.map(({ id, lines, take }) => (
          <li key={id}>
            <button type="button" className="mn-review-entry" lang="vi" onClick={() => show(id)}>
              {lines.map((line) => <span key={line}>{line}</span>)}
            </button>
            {take ? <Button size={48} look="soft" icon="add" aria-label={`${take.words}: ${lines.join(' ')}`} onPress={take.run}>{take.words}</Button> : null}
          </li>
        ))}
      </ul>
    </div>
  );
}
