import type { PublicError } from '@shared/protocol/public-error';
import { Button, ButtonRow, Notice, Row } from '~/ui';
import { useTexts } from '~/ui/i18n';
import type { AgendaItem } from './data';
import { agendaTexts } from './texts';

interface OrderConflictProps {
  error: PublicError;
  mine: readonly AgendaItem[];
  theirs: readonly AgendaItem[];
  onKeep: () => void;
  onTake: () => void;
}

/** Both orders side by side after somebody else was first. */
export function OrderConflict({ error, mine, theirs, onKeep, onTake }: OrderConflictProps) {
  const t = useTexts(agendaTexts);
  const by = String(error.params.by ?? '');
  const at = String(error.params.at ?? '');
  const list = (title: string, items: readonly AgendaItem[]) => (
    <div className="ag-order">
      <p className="ph-strong">{title}</p>
      <ol>
        {items.map((item) => (
          <li key={item.id}>{item.title}</li>
        ))}
      </ol>
    </div>
  );
  return (
    <Notice tone="warn" title={by && at ? t('orderConflict', { by, at }) : t('orderConflictNoName')}>
      <Row gap={5} align="start" wrap>
        {list(t('mine'), mine)}
        {list(t('theirs'), theirs)}
      </Row>
      <ButtonRow>
        <Button size={48} look="soft" onPress={onKeep}>
          {t('keepMine')}
        </Button>
        <Button size={48} onPress={onTake}>
          {t('takeTheirs')}
        </Button>
      </ButtonRow>
    </Notice>
  );
}
