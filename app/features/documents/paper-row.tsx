import type { QueryResult } from '../../../server/application';
import { ListRow, StateWord } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { AudienceMark } from '../audience';
import { VerdictMark } from '../authenticity';
import { documentTexts } from './texts';

export type Paper = QueryResult<'documents.list'>['documents'][number];

/** A paper that opens in the reader, with what only this person sees of it. */
export function PaperRow({ paper, meetingId }: { paper: Paper; meetingId: string }) {
  const t = useTexts(documentTexts);
  const { mine } = paper;
  return (
    <ListRow
      icon="document"
      title={paper.title}
      note={<>{paper.isLimited ? <AudienceMark objectId={paper.id} isLimited /> : null}<VerdictMark documentId={paper.id} /></>}
      href={`/meetings/${meetingId}/read/${paper.id}`}
      end={
        <>
          {paper.isNew ? <StateWord tone="warn" icon="add">{t('newPaper')}</StateWord> : null}
          {mine?.newVersion ? <StateWord tone="warn" icon="newVersion">{t('newVersion')}</StateWord> : null}
          {mine && !mine.newVersion ? (
            <StateWord tone="mine" icon={mine.finished ? 'check' : 'read'}>
              {mine.finished ? t('read') : t('readingAt', { page: mine.page })}
            </StateWord>
          ) : null}
          <span className="ph-num">{t('pages', { count: paper.pages })}</span>
        </>
      }
    />
  );
}
