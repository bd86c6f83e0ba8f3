import { useState } from 'react';
import { acceptedEndings, type ConverterReach } from '@shared/rules/office-kinds';
import type { PlaceTarget } from '@shared/rules/place-papers';
import { Button, ButtonRow, Card, DropZone, PageHeading, ProgressBar, RowList, Select, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { documentTexts } from './texts';
import { UploadRow } from './upload-row';
import { isUnderWay, shareSent, type Upload } from './upload-queue';
import type { Uploads } from './use-uploads';

interface UploadPanelProps {
  uploads: Uploads;
  targets: readonly PlaceTarget[];
  onPaperOnly: () => void;
  /** How much of what office programs write becomes papers here. */
  converts: ConverterReach;
}

const KINDS = { all: 'kindsAll', cleaned: 'kindsCleaned', pictures: 'kindsPictures' } as const;
const GENERAL = 'general';

/** Where files are dropped without an item: the machine places them by name, the person decides where it is in doubt. */
export function UploadPanel({ uploads, targets, onPaperOnly, converts }: UploadPanelProps) {
  const t = useTexts(documentTexts);
  const asked = uploads.list.filter(({ state }) => state === 'ask');
  const placed = uploads.list.filter(({ state }) => state !== 'ask');
  const going = uploads.list.filter(isUnderWay);
  const ended = uploads.list.length - going.length - asked.length;
  const refused = placed.filter(({ state }) => state === 'refused').length;
  const placeOf = ({ itemId, state }: Upload): string => {
    if (state === 'reading') return '';
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
      {going.length > 0 && uploads.list.length > 1 ? (
        <Stack gap={2}>
          <ProgressBar label={t('allProgress')} value={shareSent(uploads.list)} note={t('allProgressNote', { ended, count: uploads.list.length })} />
          <ButtonRow><Button size={48} look="quiet" icon="close" onPress={uploads.cancelAll}>{t('cancelAll')}</Button></ButtonRow>
        </Stack>
      ) : null}
      <p className="ph-hidden" role="status">{uploads.list.length > 0 && going.length === 0 ? t('allEnded', { ended, asked: asked.length }) : ''}</p>
      {asked.length > 0 ? <p className="ph-sm ph-3">{t('askIntro')}</p> : null}
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
      <DropZone onFiles={(files) => uploads.place(files, targets)} accept={acceptedEndings(converts)} prompt={t('dropGeneral')} hint={t('dropHint', { kinds: t(KINDS[converts]) })} />
    </Stack>
  );
}

function Asked({ upload, uploads, targets }: { upload: Upload; uploads: Uploads; targets: readonly PlaceTarget[] }) {
  const t = useTexts(documentTexts);
  const [target, setTarget] = useState(upload.itemId ?? '');
  const likely = (upload.likely ?? []).flatMap((id) => targets.find((one) => one.id === id) ?? []);
  const others = targets.filter(({ id }) => !likely.some((one) => one.id === id));
  return (
    <Card tone="warn" padding="s">
      <div className="ag-ask">
        <p className="ph-strong">{upload.file.name.normalize('NFC')}</p>
        <Select
          label={t('askWhere')}
          value={target}
          onChange={setTarget}
          hint={upload.itemId ? t('askLikely') : t('askUnknown')}
          options={[
            ...[...likely, ...others].map(({ id, number, title }) => ({ value: id, label: number === null ? title : t('itemNumber', { number, title }) })),
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
