import { useState } from 'react';
import type { QueryResult } from '../../../server/application';
import { Button, IconButton, Notice } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { readingTexts } from './texts';

interface VersionLineProps {
  paper: QueryResult<'documents.open'>;
  /** The newest there is by now, which may have come while this one was read. */
  newest: { version: number; reason: string | null };
  onOpen: (version: number) => void;
}

/** Which version of a replaced paper is open, why there is another, and the way to it: marks stay with the version they were made on (D32). */
export function VersionLine({ paper, newest, onOpen }: VersionLineProps) {
  const t = useTexts(readingTexts);
  const [isClosed, setClosed] = useState(false);
  const { number } = paper.document;
  if (newest.version > number) {
    return (
      <div role="status">
        <Notice tone="warn" icon="newVersion" end={<Button size={48} onPress={() => onOpen(newest.version)}>{t('openVersion', { number: newest.version })}</Button>}>
          {t('olderVersion', { number, newest: newest.version })} {newest.reason ? t('versionReason', { reason: newest.reason }) : null}
        </Notice>
      </div>
    );
  }
  const before = paper.versions.find((version) => version.number < number);
  const reason = paper.versions.find((version) => version.number === number)?.reason;
  if (!before || isClosed) return null;
  return (
    <Notice
      icon="newVersion"
      end={(
        <>
          <Button size={48} look="quiet" icon="marks" onPress={() => onOpen(before.number)}>{t('marksOfVersion', { number: before.number })}</Button>
          <IconButton icon="close" label={t('closeLine')} onPress={() => setClosed(true)} />
        </>
      )}
    >
      {t('thisVersion', { number })} {reason ? t('versionReason', { reason }) : null}
    </Notice>
  );
}
