import { useState } from 'react';
import type { QueryResult } from '../../../server/application';
import { type ReaderProps, tellingOf } from '../reader';
import { Button, IconButton, LinkButton, Notice } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { readingTexts } from './texts';

interface VersionLineProps {
  paper: QueryResult<'documents.open'>;
  /** The newest there is by now, which may have come while this one was read. */
  newest: { version: number; reason: string | null };
  /** Marks of earlier versions on this one. */
  carried: ReaderProps['carried'];
  onOpen: (version: number) => void;
  /** Absent: versions are not compared here. */
  compareHref?: (from: number, to: number) => string;
}

/** Which version of a replaced paper is open, why there is another, and the way to it: what became of the marks of the one before (D32). */
export function VersionLine({ paper, newest, carried, onOpen, compareHref }: VersionLineProps) {
  const t = useTexts(readingTexts);
  const [isClosed, setClosed] = useState(false);
  const { number } = paper.document;
  if (newest.version > number) {
    return (
      <div role="status">
        <Notice tone="warn" icon="newVersion" end={<>{compareHref ? <LinkButton size={48} look="quiet" href={compareHref(number, newest.version)}>{t('compareVersions')}</LinkButton> : null}<Button size={48} onPress={() => onOpen(newest.version)}>{t('openVersion', { number: newest.version })}</Button></>}>
          {t('olderVersion', { number, newest: newest.version })} {newest.reason ? t('versionReason', { reason: newest.reason }) : null}
        </Notice>
      </div>
    );
  }
  const before = paper.versions.find((version) => version.number < number);
  const reason = paper.versions.find((version) => version.number === number)?.reason;
  if (!before || isClosed) return null;
  const told = carried === undefined ? null : tellingOf(carried.state);
  const words = told === null ? [] : [
    told.moved > 0 ? t('movedMarks', { count: told.moved }) : '', told.asking > 0 ? t('askingMarks', { count: told.asking }) : '', told.tray > 0 ? t('trayMarks', { count: told.tray }) : '',
  ].filter(Boolean);
  return (
    <Notice
      icon="newVersion"
      end={(
        <>
          {carried !== undefined && words.length > 0 ? <Button size={48} look={(told?.asking ?? 0) > 0 ? 'pri' : 'sec'} icon="marks" onPress={() => carried.onOpen(true)}>{t('seeMarks')}</Button> : null}
          {compareHref ? <LinkButton size={48} look="sec" href={compareHref(paper.changed?.since ?? before.number, number)}>{t('compareVersions')}</LinkButton> : null}
          <Button size={48} look="quiet" icon="history" onPress={() => onOpen(before.number)}>{t('marksOfVersion', { number: before.number })}</Button>
          <IconButton icon="close" label={t('closeLine')} onPress={() => setClosed(true)} />
        </>
      )}
    >
      {t('thisVersion', { number })} <span role="status">{carried?.state.isBehind ? t('carryingMarks') : words.length > 0 ? t('marksBefore', { words: words.join(', ') }) : null}</span>{' '}
      {reason ? t('versionReason', { reason }) : null}
    </Notice>
  );
}
