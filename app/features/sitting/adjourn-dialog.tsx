import { useState } from 'react';
import { Button, DateField, Dialog, FormBody, FormRow, InlineError, TimeField } from '~/ui';
import { momentOf, useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { adjournTexts } from './adjourn-texts';

/** When the sitting is to go on; said once more while it is adjourned, at another time. */
export function AdjournDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts(adjournTexts);
  const act = useCommand<'sitting.adjourn-session'>();
  const [day, setDay] = useState<string | null>(null);
  const [time, setTime] = useState<string | null>(null);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('title')}
      note={t('note')}
      actions={
        <Button look="pri" icon="pause" isDisabled={!day || !time} busy={act.busy} onPress={() => { if (day && time) act.run('sitting.adjourn-session', { until: momentOf(day, time) }, onClose); }}>
          {t('confirm')}
        </Button>
      }
    >
      <FormBody>
        {act.error ? <InlineError error={act.error} /> : null}
        <FormRow>
          <DateField label={t('day')} value={day} onChange={setDay} isRequired />
          <TimeField label={t('time')} value={time} onChange={setTime} isRequired />
        </FormRow>
      </FormBody>
    </Dialog>
  );
}
