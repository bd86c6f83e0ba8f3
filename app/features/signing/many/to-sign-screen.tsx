import { useRevalidator } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { Button, Checkbox, ConfirmDialog, EmptyState, InlineError, PageHeading, Row, Screen, Stack, TextField, TopBar } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useCommand } from '../../../commands';
import { AccountMenu } from '../../identity';
import { CertificateNote } from '../signing-panel';
import { shownAs, withFile, type Document, type Runs, type Waiting } from './data';
import { useDocumentTitle } from './document-title';
import { ReadDialog } from './read-dialog';
import { RunNow, RunResults } from './run-results';
import { signingTexts } from '../texts';
import { manyTexts } from './texts';
import { useTicks, type Ticks } from './use-ticks';
import '../../verification/verification.css';
import '../signing.css';
import './many.css';

/** While a run goes on it is looked at so often, ms. */
const LOOK_MS = 1_000;

/** Everything that waits for the person's signature or seal: read, chosen, and signed with one PIN. */
export function ToSignScreen({ waiting, runs }: { waiting: readonly Waiting[]; runs: Runs }) {
  const t = useTexts(manyTexts);
  const { revalidate, state } = useRevalidator();
  const ticks = useTicks();
  const latest = runs.runs[0];
  const isUnderWay = latest?.state === 'under_way';
  useEffect(() => {
    if (!isUnderWay || state !== 'idle') return undefined;
    const timer = setTimeout(revalidate, LOOK_MS);
    return () => clearTimeout(timer);
  }, [isUnderWay, state, revalidate]);
  return (
    <Screen top={<TopBar backHref="/" backLabel={t('home')} title={t('title')} end={<AccountMenu />} />} width="single">
      <Stack gap={6}>
        <RunNow run={latest} />
        {waiting.length === 0 && !isUnderWay ? <EmptyState icon="check">{t('empty')}</EmptyState> : null}
        {waiting.map((group) => <Group key={group.sealOfId ?? 'own'} group={group} ticks={ticks} isUnderWay={isUnderWay} />)}
        <RunResults {...runs} />
      </Stack>
    </Screen>
  );
}

/** What one key signs. */
function Group({ group, ticks, isUnderWay }: { group: Waiting; ticks: Ticks; isUnderWay: boolean }) {
  const t = useTexts(manyTexts);
  const [reading, setReading] = useState<number | null>(null);
  const documents = withFile(group.documents);
  const picked = documents.filter((document) => ticks.picked.has(shownAs(document)));
  const all = documents.map(shownAs);
  return (
    <Stack gap={4} as="section">
      <PageHeading level={2} title={group.sealOf === null ? t('own') : t('seal', { unit: group.sealOf })} count={documents.length} />
      <CertificateNote certificate={group.key} isSeal={group.sealOfId !== null} />
      <Row gap={4} justify="between" wrap>
        <p className="ph-strong" role="status">{t('picked', { picked: picked.length, count: documents.length })}</p>
        {picked.length < documents.length ? <Button icon="check" onPress={() => ticks.pick(all, true)}>{t('pickAll', { count: documents.length })}</Button> : <Button look="quiet" onPress={() => ticks.pick(all, false)}>{t('pickNone')}</Button>}
      </Row>
      <ul className="sm-list">
        {documents.map((document, index) => <Line key={document.officialId} document={document} ticks={ticks} onRead={() => setReading(index)} />)}
      </ul>
      <SignPicked group={group} picked={picked} ticks={ticks} isUnderWay={isUnderWay} />
      <ReadDialog documents={documents} at={reading} onGo={setReading} onDecide={ticks.decide} />
    </Stack>
  );
}

function Line({ document, ticks, onRead }: { document: Document; ticks: Ticks; onRead(): void }) {
  const t = useTexts(manyTexts);
  const name = useDocumentTitle()(document);
  const key = shownAs(document);
  return (
    <li className="sm-line" data-picked={ticks.picked.has(key) || undefined}>
      <Checkbox isSelected={ticks.picked.has(key)} onChange={(isPicked) => ticks.pick([key], isPicked)} hint={t('note', { title: document.title, pages: document.file.pages, since: document.since })}>
        <span className="ph-lg">{name}</span>
      </Checkbox>
      <span className="sm-read">
        {ticks.seen.has(key) ? <span className="ph-sm ph-2">{t('seen')}</span> : null}
        <Button icon="read" aria-label={t('readIt', { document: name })} onPress={onRead}>{t('read')}</Button>
      </span>
    </li>
  );
}

/** The one action, with the PIN asked for once. */
function SignPicked({ group, picked, ticks, isUnderWay }: { group: Waiting; picked: readonly Document[]; ticks: Ticks; isUnderWay: boolean }) {
  const t = useTexts(manyTexts);
  const { run, busy, error, clear } = useCommand<'records.begin-run'>();
  const { revalidate } = useRevalidator();
  const [isOpen, setOpen] = useState(false);
  const [pin, setPin] = useState('');
  const [gone, setGone] = useState(0);
  const isSeal = group.sealOfId !== null;
  const count = picked.length;
  useEffect(() => {
    if (!isOpen || error) setPin('');
  }, [isOpen, error]);
  // Something of the list is not as it was: what waits now is shown.
  const isOvertaken = error?.code === 'not_found' || error?.code === 'conflict';
  useEffect(() => {
    if (isOvertaken) revalidate();
  }, [isOvertaken, revalidate]);
  const unread = picked.filter((document) => !ticks.seen.has(shownAs(document))).length;
  const begin = (): void => {
    run('records.begin-run', { sealOfId: group.sealOfId, documents: picked.map(({ officialId, file: { sha256 } }) => ({ officialId, sha256 })), pin }, (begun) => {
      setGone(begun.gone);
      setOpen(false);
    });
  };
  const ts = useTexts(signingTexts);
  const unusable = !group.key ? ts(isSeal ? 'noSeal' : 'noCertificate') : group.key.attemptsLeft === 0 ? ts('locked') : null;
  return (
    <div className="sm-act" data-on={count > 0 || undefined}>
      {error && !isOpen ? <InlineError error={error} /> : null}
      <div role="status">{gone > 0 ? <p className="sg-test">{t('gone', { count: gone })}</p> : null}</div>
      <Button look="pri" size={72} wide icon="sign" busy={isUnderWay} disabledReason={unusable ?? (count === 0 ? t('pickFirst') : null)} onPress={() => { clear(); setOpen(true); }}>
        {t(isSeal ? 'sealThem' : 'sign', { count })}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        about={count > 0 && unusable === null ? picked.map(shownAs).join(' ') : null}
        onClose={() => setOpen(false)}
        onConfirm={begin}
        title={t(isSeal ? 'sealTitle' : 'signTitle', { count })}
        confirmLabel={t(isSeal ? 'sealThem' : 'sign', { count })}
        cancelLabel={t('cancel')}
        busy={busy}
        disabledReason={pin === '' ? t('needPin') : null}
        error={error}
      >
        <Stack gap={4}>
          <p>{t('signNote')}</p>
          {unread > 0 ? <p className="sg-test">{t('unread', { count: unread })}</p> : null}
          <TextField label={t('pin')} hint={t('pinHint')} type="password" autoComplete="off" value={pin} onChange={setPin} isDisabled={busy} />
        </Stack>
      </ConfirmDialog>
    </div>
  );
}
