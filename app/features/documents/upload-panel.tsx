import { useState } from 'react';
import { Button, Card, DropZone, PageHeading, RowList, Select, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import type { GuessTarget } from './guess-item';
import { documentTexts } from './texts';
import { UploadRow } from './upload-row';
import type { Upload } from './upload-queue';
import type { Uploads } from './use-uploads';

interface UploadPanelProps {
  uploads: Uploads;
  targets: readonly GuessTarget[];
  onPaperOnly: () => void;
}

const GENERAL = 'general';

/** Where files are dropped without an item: the machine places them by name, the person decides where it is in doubt. */
export function UploadPanel({ uploads, targets, onPaperOnly }: UploadPanelProps) {
  const t = useTexts(documentTexts);
  const asked = uploads.list.filter(({ state }) => state === 'ask');
  const placed = uploads.list.filter(({ state }) => state !== 'ask');
  const refused = placed.filter(({ state }) => state === 'refused').length;
  const placeOf = ({ itemId }: Upload): string => {
    const target = targets.find(({ id }) => id === itemId);
    if (!target) return itemId === null ? t('general') : '';
    return target.number === null ? target.title : t('placedAt', { number: target.number });
  };
  return (
    <Stack gap={5}>
      {uploads.list.length > 0 ? (
        <PageHeading level={2} title={t('dropped', { count: uploads.list.length })} note={[t('droppedNote', { placed: placed.length - refused, asked: asked.length }), ...(refused > 0 ? [t('droppedRefused', { refused })] : [])].join(', ')} />
      ) : (
        <PageHeading level={2} title={t('papersTitle')} />
      )}
      {asked.map((upload) => (
        <Asked key={upload.id} upload={upload} uploads={uploads} targets={targets} />
      ))}
      {placed.length > 0 ? (
        <RowList label={t('papersTitle')}>
          {placed.map((upload) => (
            <UploadRow key={upload.id} upload={upload} uploads={uploads} place={placeOf(upload)} onPaperOnly={onPaperOnly} />
          ))}
        </RowList>
      ) : null}
      <DropZone onFiles={(files) => uploads.place(files, targets)} accept=".pdf,application/pdf" prompt={t('dropGeneral')} hint={t('dropHint')} />
    </Stack>
  );
}

function Asked({ upload, uploads, targets }: { upload: Upload; uploads: Uploads; targets: readonly GuessTarget[] }) {
  const t = useTexts(documentTexts);
  const [target, setTarget] = useState(upload.itemId ?? '');
  return (
    <Card tone="warn" padding="s">
      <div className="ag-ask">
        <p className="ph-strong">{upload.file.name}</p>
        <Select
          label={t('askWhere')}
          value={target}
          onChange={setTarget}
          options={[
            ...targets.map(({ id, number, title }) => ({ value: id, label: number === null ? title : t('itemNumber', { number, title }) })),
            { value: GENERAL, label: t('general') },
          ]}
        />
        <Button size={48} isDisabled={target === ''} onPress={() => uploads.answer(upload.id, target === GENERAL ? null : target)}>
          {t('confirmPlace')}
        </Button>
        <Button size={48} look="quiet" onPress={() => uploads.dismiss(upload.id)}>{t('dismiss')}</Button>
      </div>
    </Card>
  );
}
