import { useState } from 'react';
import type { QueryResult } from '../../../server/application';
import { Button, ButtonRow, Card, Checkbox, FormBody, InlineError, LinkButton, Notice, PageHeading, useToast } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { EntryFields, inputOf, type EntryValues } from './entry-form';
import { libraryTexts } from './texts';
import { useProblem } from './use-problem';

export type Waiting = QueryResult<'library.waiting'>['files'][number];

/** A file that came in: what its first page says of it stands in the form, and whoever sent it puts it right. */
export function WaitingFile({ file, canShare }: { file: Waiting; canShare: boolean }) {
  const t = useTexts(libraryTexts);
  const toast = useToast();
  const { said } = file;
  const [value, setValue] = useState<EntryValues>({ isShared: canShare, number: said.number, kind: said.kind ?? '', title: said.title, issuer: said.issuer, issuedOn: said.issuedOn, inForceOn: null, state: 'in_force', byNumber: '', isExcerpt: false });
  const [isCleared, setCleared] = useState(false);
  const act = useCommand<'library.add-entry' | 'documents.refuse-held'>();
  const problem = useProblem(act.error);
  const put = (): void => act.run('library.add-entry', { intakeId: file.id, isCleared, ...inputOf(value) }, () => toast({ text: t('done'), icon: 'check' }));
  return (
    <Card as="section" tone={file.isDoubtful ? 'warn' : undefined}>
      <form noValidate onSubmit={(event) => { event.preventDefault(); put(); }}>
        <FormBody>
          <PageHeading level={3} look="lg" title={t('fileLine', { name: file.fileName, pages: file.pages })} end={<LinkButton href={`/files/held/${file.id}`} target="_blank" size={48} icon="view">{t('look')}</LinkButton>} />
          {file.isDoubtful ? <Notice tone="warn">{file.isUnseen ? t('unseen') : t('doubt', { page: file.page, words: file.words })}</Notice> : file.conversion ? <Notice tone="accent">{t('made')}</Notice> : null}
          <EntryFields value={value} onChange={(change) => setValue((before) => ({ ...before, ...change }))} canShare={canShare} problem={problem} />
          {file.isDoubtful ? <Checkbox isSelected={isCleared} onChange={setCleared}>{t('cleared')}</Checkbox> : null}
          {act.error && !act.error.params.field ? <InlineError error={act.error} /> : null}
          <ButtonRow>
            <Button type="submit" look="pri" icon="check" busy={act.busy && act.doing === 'library.add-entry'}>{t('put')}</Button>
            <Button look="quiet" icon="delete" busy={act.busy && act.doing === 'documents.refuse-held'} onPress={() => act.run('documents.refuse-held', { heldId: file.id })}>{t('discard')}</Button>
          </ButtonRow>
        </FormBody>
      </form>
    </Card>
  );
}
