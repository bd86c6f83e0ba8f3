import { Button, ButtonRow, Notice } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { commandTexts } from './texts';
import type { Draft } from './use-draft';

/** Offers back what was left unsaved on this device. */
export function DraftNotice<T>({ draft }: { draft: Draft<T> }) {
  const t = useTexts(commandTexts);
  if (!draft.left) return null;
  return (
    <Notice tone="mine" icon="save" title={t('restoreTitle', { at: draft.left.at })}>
      <p>{t('restoreBody')}</p>
      <ButtonRow>
        <Button size={48} look="soft" onPress={draft.takeBack}>
          {t('restore')}
        </Button>
        <Button size={48} look="quiet" onPress={draft.drop}>
          {t('discard')}
        </Button>
      </ButtonRow>
    </Notice>
  );
}
