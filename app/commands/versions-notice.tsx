import type { PublicError } from '@shared/protocol/public-error';
import { Button, ButtonRow, Notice, Table } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { commandTexts } from './texts';

export interface DifferentField {
  name: string;
  mine: string;
  theirs: string;
}

interface VersionsNoticeProps {
  error: PublicError;
  fields: readonly DifferentField[];
  onKeepMine: () => void;
  onTakeTheirs: () => void;
  busy?: boolean;
}

/** Two people changed the same thing: both versions, side by side, and the choice. */
export function VersionsNotice({ error, fields, onKeepMine, onTakeTheirs, busy }: VersionsNoticeProps) {
  const t = useTexts(commandTexts);
  const by = String(error.params.by ?? '');
  const at = String(error.params.at ?? '');
  return (
    <Notice tone="warn" title={by && at ? t('conflictTitle', { by, at }) : t('conflictNoName')}>
      {fields.length > 0 ? (
        <Table
          caption={t('conflictNoName')}
          columns={[
            { key: 'name', header: t('field'), cell: (row) => row.name, isRowHeader: true },
            { key: 'mine', header: t('mine'), cell: (row) => row.mine },
            { key: 'theirs', header: t('theirs'), cell: (row) => row.theirs },
          ]}
          rows={fields}
          rowKey={(row) => row.name}
          empty={t('conflictNoName')}
        />
      ) : null}
      <ButtonRow>
        <Button size={48} look="soft" busy={busy} onPress={onKeepMine}>
          {t('keepMine')}
        </Button>
        <Button size={48} onPress={onTakeTheirs}>
          {t('takeTheirs')}
        </Button>
      </ButtonRow>
    </Notice>
  );
}
