import { useEffect, useRef, useState } from 'react';
import type { QueryResult } from '../../../server/application';
import { Button, ButtonRow, Card, InlineError, LinkButton, Stack } from '~/ui';
import { useFormats, useTexts } from '~/ui/i18n';
import { type Sender, useCommand } from '../../commands';
import { documentTexts } from './texts';
import type { Uploads } from './use-uploads';

export type HeldPaper = QueryResult<'documents.held'>[number];

type HeldSender = Sender<'documents.confirm-held' | 'documents.refuse-held', unknown>;

export const questionId = (heldId: string): string => `held-${heldId}`;

interface SecrecyQuestionsProps {
  held: readonly HeldPaper[];
  /** Where a file belongs, in words. */
  placeOf: (held: HeldPaper) => string;
  uploads: Uploads;
}

interface Answering {
  heldId: string;
  as: 'done' | 'refused';
}

/** Files that wait for a word of the person who sent them; also those from before a reload or from another device. */
export function SecrecyQuestions({ held, placeOf, uploads }: SecrecyQuestionsProps) {
  const t = useTexts(documentTexts);
  const [answering, setAnswering] = useState<Answering | null>(null);
  // Here and not in the card: that one is gone by the time the answer has arrived.
  const act: HeldSender = useCommand({
    onDone: () => {
      if (answering) uploads.answered(answering.heldId, answering.as);
    },
  });
  const answer = (heldId: string, as: Answering['as']): void => {
    if (act.busy) return;
    setAnswering({ heldId, as });
    act.run(as === 'done' ? 'documents.confirm-held' : 'documents.refuse-held', { heldId });
  };
  return (
    <div role="status" aria-label={t('heldList')}>
      {held.length > 0 ? (
        <Stack gap={3}>
          {held.map((paper) => (
            <SecrecyQuestion
              key={paper.id}
              paper={paper}
              place={placeOf(paper)}
              isJustSent={uploads.list.some(({ heldId, state }) => heldId === paper.id && state === 'held')}
              answering={answering?.heldId === paper.id ? answering.as : null}
              act={act}
              onAnswer={(as) => answer(paper.id, as)}
            />
          ))}
        </Stack>
      ) : null}
    </div>
  );
}

interface SecrecyQuestionProps {
  paper: HeldPaper;
  place: string;
  isJustSent: boolean;
  /** The answer of this card that is on its way, or was refused. */
  answering: Answering['as'] | null;
  act: HeldSender;
  onAnswer: (as: Answering['as']) => void;
}

function SecrecyQuestion({ paper, place, isJustSent, answering, act, onAnswer }: SecrecyQuestionProps) {
  const t = useTexts(documentTexts);
  const f = useFormats();
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isJustSent) card.current?.scrollIntoView({ block: 'nearest' });
  }, [isJustSent]);
  const heading = `${questionId(paper.id)}-title`;
  const busy = (as: Answering['as']): boolean => act.busy && answering === as;
  return (
    <Card tone="warn" as="section" aria-labelledby={heading}>
      <div ref={card} id={questionId(paper.id)} tabIndex={-1} className="ag-held">
        <h3 id={heading} className="ph-h3">{t(paper.isUnseen ? 'unseenTitle' : paper.isDoubtful ? 'heldTitle' : paper.conversion?.leftOut ? 'cleanedTitle' : 'madeTitle')}</h3>
        <p>
          <strong className="ag-held-name">{paper.fileName}</strong>
          <span className="ph-3">{` · ${paper.replaces === null ? place : t('heldReplaces', { title: paper.replaces })}`}</span>
        </p>
        {paper.conversion ? <Rendition heldId={paper.id} found={paper.conversion} /> : null}
        {paper.isUnseen ? (
          <>
            <p>{t('unseenFound')}</p>
            {paper.conversion ? null : <ButtonRow><LinkButton href={`/files/held/${paper.id}`} target="_blank" icon="document">{t('unseenOpen')}</LinkButton></ButtonRow>}
          </>
        ) : paper.isDoubtful ? (
          <>
            <p>{t('heldFound', { page: paper.page })}</p>
            <blockquote className="ag-held-words">{paper.words}</blockquote>
          </>
        ) : null}
        <p>{t(paper.isDoubtful ? 'heldBody' : 'madeUntil', { until: `${f.time(paper.expiresAt)}, ${f.date(paper.expiresAt)}` })}</p>
        {answering && act.error ? <InlineError error={act.error} /> : null}
        <ButtonRow>
          <Button look="pri" icon="check" busy={busy('done')} isDisabled={act.busy && !busy('done')} onPress={() => onAnswer('done')}>{t(paper.isUnseen ? 'unseenConfirm' : paper.isDoubtful ? 'heldConfirm' : 'madeConfirm')}</Button>
          <Button look="danger" busy={busy('refused')} isDisabled={act.busy && !busy('refused')} onPress={() => onAnswer('refused')}>{t(paper.isUnseen ? 'unseenRefuse' : paper.isDoubtful ? 'heldRefuse' : 'madeRefuse')}</Button>
        </ButtonRow>
      </div>
    </Card>
  );
}

/** What was found when the file became a PDF, and the way to it: looked at before anybody else can. */
function Rendition({ heldId, found }: { heldId: string; found: NonNullable<HeldPaper['conversion']> }) {
  const t = useTexts(documentTexts);
  const lines = [
    ...(found.leftOut ?? []).map((kind) => t(`leftOut_${kind}`)),
    found.isKnown ? '' : t('madeUnknown'),
    found.fontsReplaced.length > 0 ? t('madeFonts', { fonts: found.fontsReplaced.join(', ') }) : '',
    found.signsMissing.length > 0 ? t('madeSigns', { signs: found.signsMissing.join(' ') }) : '',
    found.changes > 0 ? t('madeChanges', { count: found.changes }) : '',
    found.comments > 0 ? t('madeComments', { count: found.comments }) : '',
    found.macros > 0 ? t('madeMacros') : '',
    found.links > 0 ? t('madeLinks', { count: found.links }) : '',
  ].filter(Boolean);
  return (
    <>
      <p>{t(found.leftOut ? 'cleanedFacts' : 'madeFacts', { pages: found.pages })}</p>
      {lines.length > 0 ? <ul className="ag-upload-notes">{lines.map((line) => <li key={line}>{line}</li>)}</ul> : null}
      <ButtonRow><LinkButton href={`/files/held/${heldId}`} target="_blank" icon="document">{t('madeOpen')}</LinkButton></ButtonRow>
    </>
  );
}
