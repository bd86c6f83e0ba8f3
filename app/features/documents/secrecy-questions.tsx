import { useEffect, useRef } from 'react';
import type { QueryResult } from '../../../server/application';
import { Button, ButtonRow, Card, InlineError, Stack } from '~/ui';
import { useFormats, useTexts } from '~/ui/i18n';
import { useSend } from '../meetings/use-send';
import { documentTexts } from './texts';
import type { Uploads } from './use-uploads';

export type HeldPaper = QueryResult<'documents.held'>[number];

export const questionId = (heldId: string): string => `held-${heldId}`;

interface SecrecyQuestionsProps {
  held: readonly HeldPaper[];
  /** Where a file belongs, in words. */
  placeOf: (held: HeldPaper) => string;
  uploads: Uploads;
}

/** Files that wait for a word of the person who sent them; also those from before a reload or from another device. */
export function SecrecyQuestions({ held, placeOf, uploads }: SecrecyQuestionsProps) {
  const t = useTexts(documentTexts);
  return (
    <div role="status" aria-label={t('heldList')}>
      {held.length > 0 ? (
        <Stack gap={3}>
          {held.map((paper) => (
            <SecrecyQuestion key={paper.id} paper={paper} place={placeOf(paper)} uploads={uploads} />
          ))}
        </Stack>
      ) : null}
    </div>
  );
}

function SecrecyQuestion({ paper, place, uploads }: { paper: HeldPaper; place: string; uploads: Uploads }) {
  const t = useTexts(documentTexts);
  const f = useFormats();
  const card = useRef<HTMLDivElement>(null);
  const isJustSent = uploads.list.some(({ heldId, state }) => heldId === paper.id && state === 'held');
  useEffect(() => {
    if (isJustSent) card.current?.scrollIntoView({ block: 'nearest' });
  }, [isJustSent]);
  const confirm = useSend(() => uploads.answered(paper.id, 'done'));
  const refuse = useSend(() => uploads.answered(paper.id, 'refused'));
  const error = confirm.error ?? refuse.error;
  const busy = confirm.busy || refuse.busy;
  const heading = `${questionId(paper.id)}-title`;
  return (
    <Card tone="warn" as="section" aria-labelledby={heading}>
      <div ref={card} id={questionId(paper.id)} tabIndex={-1} className="ag-held">
        <h3 id={heading} className="ph-h3">{t('heldTitle')}</h3>
        <p>
          <strong className="ag-held-name">{paper.fileName}</strong>
          <span className="ph-3">{` · ${paper.replaces === null ? place : t('heldReplaces', { title: paper.replaces })}`}</span>
        </p>
        <p>{t('heldFound', { page: paper.page })}</p>
        <blockquote className="ag-held-words">{paper.words}</blockquote>
        <p>{t('heldBody', { until: `${f.time(paper.expiresAt)}, ${f.date(paper.expiresAt)}` })}</p>
        {error ? <InlineError error={error} /> : null}
        <ButtonRow>
          <Button look="pri" icon="check" busy={confirm.busy} isDisabled={busy && !confirm.busy} onPress={() => confirm.send('confirm-held', { heldId: paper.id })}>{t('heldConfirm')}</Button>
          <Button look="danger" busy={refuse.busy} isDisabled={busy && !refuse.busy} onPress={() => refuse.send('refuse-held', { heldId: paper.id })}>{t('heldRefuse')}</Button>
        </ButtonRow>
      </div>
    </Card>
  );
}
