import { useState } from 'react';
import type { CommandResult } from '../../../server/application';
import { useCommand } from '../../commands';
import { Button, ButtonRow, DropZone, InlineError, Notice, PageHeading, Skeleton, Stack, Table } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { AdminFrame } from './admin-frame';
import { adminTexts } from './texts';
import type { TableRow } from './people-table.server';

type Judged = CommandResult<'organization.import-people'>;
type Problem = Judged['problems'][number];

export interface ImportAnswer {
  /** Empty after the import itself. */
  rows: TableRow[];
  ignored: string[];
  result: Judged;
  isDone: boolean;
}

const FIELDS: Record<string, 'fullName' | 'userName' | 'personTitle' | 'unit' | 'email' | 'roles'> = { fullName: 'fullName', userName: 'userName', title: 'personTitle', unit: 'unit', email: 'email', roles: 'roles' };
const PREVIEW_ROWS = 50;

type Role = 'admin' | 'clerk' | 'officer' | 'leader';
const isRole = (word: string): word is Role => word === 'admin' || word === 'clerk' || word === 'officer' || word === 'leader';

/** A table of people: dropped, checked without writing, then taken over as a whole. */
export function ImportScreen() {
  const t = useTexts(adminTexts);
  /** What was judged last stays while the import is on its way and when it failed there: the file need not be dropped again. */
  const [judged, setJudged] = useState<ImportAnswer | null>(null);
  const { run, busy, error } = useCommand<'organization.import-people', ImportAnswer>({ onDone: setJudged });
  const check = (file: File): void => {
    setJudged(null);
    run('organization.import-people', { rows: [], dryRun: true }, null, file);
  };
  const take = (rows: readonly TableRow[]): void => run('organization.import-people', { rows: [...rows] });
  return (
    <AdminFrame place="import">
      <Stack gap={6}>
        <PageHeading title={t('importTitle')} note={t('importNote')} />
        <DropZone accept=".csv,text/csv" multiple={false} prompt={t('importDrop')} hint={t('importHint')} isDisabled={busy} onFiles={([file]) => (file ? check(file) : undefined)} />
        <div aria-live="polite">
          {busy && !judged ? <Skeleton shape="row" lines={4} /> : null}
          {error ? <InlineError error={error} /> : null}
          {judged ? <Judgement answer={judged} busy={busy} onTake={take} /> : null}
        </div>
      </Stack>
    </AdminFrame>
  );
}

function Judgement({ answer, busy, onTake }: { answer: ImportAnswer; busy: boolean; onTake: (rows: readonly TableRow[]) => void }) {
  const t = useTexts(adminTexts);
  const { result, rows, ignored, isDone } = answer;
  if (isDone) return <Notice tone="ok">{t('importDone', { count: result.created })}</Notice>;
  const bad = new Set(result.problems.map(({ line }) => line)).size;
  return (
    <Stack gap={5}>
      {ignored.length > 0 ? <Notice>{t('importIgnored', { names: ignored.join(', ') })}</Notice> : null}
      {bad > 0 ? (
        <>
          <Notice tone="warn">{t('importBad', { count: bad })}</Notice>
          <Table<Problem>
            caption={t('importProblems')}
            rows={result.problems}
            rowKey={({ line, field }) => `${line}.${field}`}
            empty=""
            columns={[
              { key: 'line', header: t('line'), align: 'end', isRowHeader: true, cell: ({ line }) => line },
              { key: 'name', header: t('fullName'), cell: ({ line }) => rows.find((row) => row.line === line)?.fullName ?? '' },
              { key: 'column', header: t('column'), cell: ({ field }) => t(FIELDS[field] ?? 'column') },
              { key: 'problem', header: t('problem'), cell: ({ reason }) => t(reason) },
            ]}
          />
        </>
      ) : result.created === 0 ? (
        <Notice>{t('importNothing')}</Notice>
      ) : (
        <>
          <Notice tone="ok">{t('importReady', { count: result.created, unchanged: result.unchanged })}</Notice>
          <ButtonRow>
            <Button look="pri" icon="personAdd" busy={busy} onPress={() => onTake(rows)}>
              {t('importDo', { count: result.created })}
            </Button>
          </ButtonRow>
        </>
      )}
      <Table<TableRow>
        caption={t('importPreview')}
        rows={rows.slice(0, PREVIEW_ROWS)}
        rowKey={({ line }) => String(line)}
        empty=""
        columns={[
          { key: 'line', header: t('line'), align: 'end', cell: ({ line }) => line },
          { key: 'fullName', header: t('fullName'), isRowHeader: true, cell: ({ fullName }) => fullName },
          { key: 'userName', header: t('userName'), cell: ({ userName }) => userName },
          { key: 'title', header: t('personTitle'), cell: ({ title }) => title },
          { key: 'unit', header: t('unit'), cell: ({ unit }) => unit },
          { key: 'roles', header: t('roles'), cell: ({ roles }) => roles.split(/[;,\s]+/).filter(Boolean).map((role) => (isRole(role) ? t(role) : role)).join(', ') },
        ]}
      />
    </Stack>
  );
}
