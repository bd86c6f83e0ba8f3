import { useEffect, useState } from 'react';
import type { QueryResult } from '../../../server/application';
import { askFor } from '~/tablet/ask-for';
import { BottomSheet, Button, ButtonRow, LinkButton, Notice, Row, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { documentPage } from '../signing';
import { EntryChips, EntryState, useByWords, useEntryFacts, useEntryName } from './entry-words';
import { entryHref } from './library-place';
import { libraryTexts } from './texts';
import type { LitCitation } from './use-citations';
import './library.css';

type Answer = QueryResult<'library.article'>;

/** What a citation leads to: the document with its state, and its text where the article begins that is named; asked when it opens. */
export function CitationSheet({ lit, onClose }: { lit: LitCitation | null; onClose: () => void }) {
  const t = useTexts(libraryTexts);
  const nameOf = useEntryName();
  const target = lit?.target ?? null;
  const entryId = target?.kind === 'entry' ? target.entry.id : null;
  const answer = useArticle(entryId, lit?.article ?? null);
  const title = target === null ? '' : target.kind === 'entry' ? nameOf(target.entry) : t('numbered', { kind: target.official.type, number: target.official.number });
  const page = answer === null || answer === 'gone' ? undefined : answer.found?.page;
  return (
    <BottomSheet
      isOpen={lit !== null}
      about={lit ? 'citation' : null}
      onClose={onClose}
      title={title}
      note={target === null ? undefined : target.kind === 'entry' ? target.entry.title : target.official.title}
      actions={
        <ButtonRow>
          {target === null || answer === 'gone' ? null : <LinkButton look="pri" icon="read" href={target.kind === 'entry' ? entryHref(target.entry.id, { page }) : documentPage(target.official)}>{t(target.kind === 'entry' ? 'open' : 'openIssued')}</LinkButton>}
          <Button look="quiet" onPress={onClose}>{t('close')}</Button>
        </ButtonRow>
      }
    >
      {target?.kind === 'official' ? <p className="ph-2">{t('issuedHere')}</p> : <Document answer={answer} article={lit?.article ?? null} />}
    </BottomSheet>
  );
}

/** Null: it is on its way. */
function useArticle(entryId: string | null, article: string | null): Answer | 'gone' | null {
  const [answer, setAnswer] = useState<Answer | 'gone' | null>(null);
  useEffect(() => {
    setAnswer(null);
    if (entryId === null) return undefined;
    const stop = new AbortController();
    void askFor<Answer>(`/library/${entryId}/article${article ? `?article=${article}` : ''}`, stop.signal).then((said) => {
      if (!stop.signal.aborted) setAnswer(said ?? 'gone');
    });
    return () => stop.abort();
  }, [entryId, article]);
  return answer;
}

function Document({ answer, article }: { answer: Answer | 'gone' | null; article: string | null }) {
  const t = useTexts(libraryTexts);
  const [factsOf, byOf] = [useEntryFacts(), useByWords()];
  if (answer === null) return <p role="status" className="ph-3">{t('loading')}</p>;
  if (answer === 'gone') return <Notice tone="warn">{t('gone')}</Notice>;
  const { found } = answer;
  const by = byOf(answer);
  return (
    <Stack gap={4}>
      <Row gap={4} wrap><EntryState state={answer.state} /><EntryChips entry={answer} /><span className="ph-2">{factsOf(answer)}</span></Row>
      {by ? <Notice tone="warn">{by}</Notice> : null}
      {found ? (
        <section aria-label={article ? t('article', { article }) : t('beginning')}>
          <Stack gap={3}>
            <h3 className="ph-lg">{article ? t('articlePage', { article, page: found.page }) : t('beginning')}</h3>
            <p className="lb-text">{found.text}</p>
            {answer.byMachine ? <p className="ph-sm ph-3">{t('byMachine')}</p> : null}
            {found.isCut ? <p className="ph-sm ph-3">{t('cut')}</p> : null}
          </Stack>
        </section>
      ) : <Notice tone="neutral">{article && answer.isRead ? t('noArticle', { article }) : t('unread')}</Notice>}
    </Stack>
  );
}
