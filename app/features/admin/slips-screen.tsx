import { useState } from 'react';
import { matchesText } from '@shared/language/vietnamese-text';
import type { QueryResult } from '../../../server/application';
import { Button, ButtonRow, Checkbox, ConfirmDialog, EmptyState, InlineError, ListRow, Notice, PageHeading, RowList, Stack, TextField } from '~/ui';
import { describeError, useLanguage, useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { AdminFrame } from './admin-frame';
import type { Directory } from './directory';
import { SlipSheet, type PrintedSlips } from './slip-sheet';
import { slipTexts } from './slip-texts';
import './slips.css';

type Batch = QueryResult<'identity.slips'>['batches'][number];

/** As many as the server takes at once. */
const MOST = 200;
/** Names of a batch before the others are counted. */
const NAMED = 6;

/** Slips for first sign-ins: who gets one, chosen by one administrator, and what waits for another to be released and printed. */
export function SlipsScreen({ directory, batches }: { directory: Directory; batches: readonly Batch[] }) {
  const t = useTexts(slipTexts);
  const language = useLanguage();
  const [releasing, setReleasing] = useState<Batch | null>(null);
  const [printed, setPrinted] = useState<PrintedSlips | null>(null);
  const { run, busy, error } = useCommand<'identity.release-slips' | 'identity.refuse-slips', { printed?: PrintedSlips }>({
    onDone: (answer) => {
      setReleasing(null);
      if (answer.printed) setPrinted(answer.printed);
    },
  });
  if (printed) return <SlipSheet printed={printed} onClose={() => setPrinted(null)} />;
  const namesOf = ({ people }: Batch): string => {
    const names = people.slice(0, NAMED).map(({ fullName }) => fullName).join(', ');
    return people.length > NAMED ? t('andOthers', { names, count: people.length - NAMED }) : names;
  };
  return (
    <AdminFrame place="people">
      <Stack gap={6}>
        <PageHeading title={t('slips')} note={t('slipsNote')} />
        <Stack gap={4}>
          <PageHeading level={2} title={t('waiting')} count={batches.length} />
          {error && !releasing ? <InlineError error={error} /> : null}
          {batches.length === 0 ? <p className="ph-3">{t('noWaiting')}</p> : null}
          <RowList look="cards" label={t('waiting')}>
            {batches.map((batch) => (
              <ListRow
                key={batch.id}
                icon="key"
                title={t('batch', { count: batch.people.length, by: batch.requestedBy })}
                note={[t('batchNote', { at: batch.requestedAt, until: batch.expiresAt, names: namesOf(batch) }), batch.refusal ? describeError({ code: 'forbidden', reason: batch.refusal }, language) : ''].filter(Boolean).join(' ')}
                actions={
                  <ButtonRow>
                    {batch.refusal ? null : <Button size={48} look="pri" icon="print" busy={busy} onPress={() => setReleasing(batch)}>{t('release')}</Button>}
                    <Button size={48} icon="cross" busy={busy} onPress={() => run('identity.refuse-slips', { batchId: batch.id })}>{t('refuse')}</Button>
                  </ButtonRow>
                }
              />
            ))}
          </RowList>
        </Stack>
        <Choice directory={directory} batches={batches} />
      </Stack>
      <ConfirmDialog
        isOpen={releasing !== null}
        about={batches.find(({ id }) => id === releasing?.id)?.id ?? null}
        onClose={() => setReleasing(null)}
        onConfirm={() => {
          if (releasing) run('identity.release-slips', { batchId: releasing.id });
        }}
        title={t('releaseTitle', { count: releasing?.people.length ?? 0 })}
        confirmLabel={t('release')}
        busy={busy}
        error={error}
      >
        <p>{t('releaseNote')}</p>
      </ConfirmDialog>
    </AdminFrame>
  );
}

/** The people a slip is possible for, to be chosen from. */
function Choice({ directory, batches }: { directory: Directory; batches: readonly Batch[] }) {
  const t = useTexts(slipTexts);
  const [query, setQuery] = useState('');
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [done, setDone] = useState(0);
  const { run, busy, error } = useCommand<'identity.prepare-slips'>({
    onDone: ({ count }) => {
      setDone(count);
      setPicked(new Set());
    },
  });
  const unitName = new Map(directory.units.map(({ id, name }) => [id, name]));
  const waits = new Set(batches.flatMap(({ people }) => people.map(({ id }) => id)));
  const open = directory.people.filter(({ id, status, userName, roles }) => status === 'invited' && userName !== null && !roles.includes('admin') && !waits.has(id));
  const rows = open.map((person) => ({ ...person, about: [person.title, person.unitId ? unitName.get(person.unitId) : ''].filter(Boolean).join(' · ') }));
  const found = rows.filter(({ fullName, about }) => matchesText(`${fullName} ${about}`, query));
  const chosen = open.filter(({ id }) => picked.has(id));
  const pick = (ids: readonly string[], isPicked: boolean): void => setPicked((before) => new Set(isPicked ? [...before, ...ids] : [...before].filter((id) => !ids.includes(id))));
  return (
    <Stack gap={4} as="section">
      <PageHeading level={2} title={t('choose')} count={open.length} />
      {done > 0 ? <Notice tone="ok">{t('prepared', { count: done })}</Notice> : null}
      {open.length === 0 ? <EmptyState icon="people">{t('nobody')}</EmptyState> : (
        <>
          <TextField type="search" label={t('search')} value={query} onChange={setQuery} autoComplete="off" spellCheck={false} />
          {found.length === 0 ? <EmptyState icon="search">{t('nobodyFound')}</EmptyState> : (
            <div className="slip-choice">
              <Checkbox isSelected={found.every(({ id }) => picked.has(id))} onChange={(all) => pick(found.map(({ id }) => id), all)}>{t('chooseAll', { count: found.length })}</Checkbox>
              {found.map(({ id, fullName, about }) => (
                <Checkbox key={id} isSelected={picked.has(id)} onChange={(isPicked) => pick([id], isPicked)} hint={about || undefined}>{fullName}</Checkbox>
              ))}
            </div>
          )}
          {chosen.length > MOST ? <Notice tone="warn">{t('tooMany', { most: MOST })}</Notice> : null}
          {error ? <InlineError error={error} /> : null}
          <ButtonRow>
            <Button look="pri" icon="key" busy={busy} isDisabled={chosen.length === 0 || chosen.length > MOST} onPress={() => run('identity.prepare-slips', { personIds: chosen.map(({ id }) => id) })}>
              {chosen.length === 0 ? t('prepareNone') : t('prepare', { count: chosen.length })}
            </Button>
          </ButtonRow>
        </>
      )}
    </Stack>
  );
}
