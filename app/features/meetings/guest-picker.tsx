import { useState } from 'react';
import { Button, Divider, InlineError, ListRow, RowList, Select, Stack, TextField } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { unreachedError, useCommand } from '../../commands';
import { type AttendedItem, WHOLE, useAttendsOptions } from './guest-item';
import { meetingTexts } from './texts';
import { usePeopleSearch } from './use-people-search';

interface GuestPickerProps {
  /** The member whose substitute is looked for, instead of a guest: only people of the system, because a substitute reads papers. */
  inPlaceOf?: string;
  /** What a guest can be asked to alone. */
  items?: readonly AttendedItem[];
  onDone?: () => void;
}

const NOBODY = { fullName: '', position: '', site: '' };

/** Finds a person with or without diacritics, or takes a guest by name. What was typed stays until the server has it. */
export function GuestPicker({ inPlaceOf, items = [], onDone }: GuestPickerProps) {
  const t = useTexts(meetingTexts);
  const [text, setText] = useState('');
  const { found, isMissed, again } = usePeopleSearch(text);
  const [guest, setGuest] = useState(NOBODY);
  const [attends, setAttends] = useState(WHOLE);
  const options = useAttendsOptions(items);
  // An item that was removed meanwhile is nobody's to attend.
  const itemId = attends !== WHOLE && items.some(({ id }) => id === attends) ? attends : null;
  const known = useCommand<'meetings.add-guest' | 'meetings.substitute'>({
    onDone: () => {
      setText('');
      onDone?.();
    },
  });
  const named = useCommand<'meetings.add-guest'>({
    onDone: () => {
      setGuest(NOBODY);
      onDone?.();
    },
  });
  const look = (next: string): void => {
    setText(next);
    known.clear();
  };
  return (
    <Stack gap={4}>
      {inPlaceOf === undefined && items.length > 0 ? <Select label={t('attends')} hint={t('attendsNote')} value={itemId ?? WHOLE} onChange={setAttends} options={options} /> : null}
      <TextField label={t('findPerson')} hint={t('findHint')} type="search" value={text} onChange={look} autoComplete="off" spellCheck={false} />
      {known.error ? <InlineError error={known.error} /> : null}
      {isMissed ? <InlineError error={unreachedError()} onRetry={again} /> : null}
      {found ? (
        <div role="status">
          {found.length === 0 ? <p className="ph-sm ph-3">{t('foundNone')}</p> : null}
          <RowList label={t('findPerson')}>
            {found.map((person) => (
              <ListRow
                key={person.personId}
                icon="personAdd"
                title={person.fullName}
                note={[person.title, person.unit].filter(Boolean).join(', ')}
                onPress={() => (inPlaceOf === undefined ? known.run('meetings.add-guest', { personId: person.personId, itemId }) : known.run('meetings.substitute', { memberId: inPlaceOf, personId: person.personId }))}
              />
            ))}
          </RowList>
        </div>
      ) : null}
      {inPlaceOf !== undefined ? null : (
        <>
          <Divider />
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (guest.fullName.trim() !== '') named.run('meetings.add-guest', { fullName: guest.fullName, position: guest.position, site: guest.site || null, itemId });
            }}
          >
            <Stack gap={4}>
              <p className="ph-lg">{t('byName')}</p>
              {named.error ? <InlineError error={named.error} /> : null}
              <TextField label={t('fullName')} value={guest.fullName} onChange={(fullName) => setGuest({ ...guest, fullName })} maxLength={120} autoComplete="off" isRequired />
              <TextField label={t('position')} value={guest.position} onChange={(position) => setGuest({ ...guest, position })} maxLength={300} autoComplete="off" isOptional />
              <TextField label={t('site')} value={guest.site} onChange={(site) => setGuest({ ...guest, site })} maxLength={200} autoComplete="off" isOptional />
              <Button type="submit" look="soft" icon="personAdd" busy={named.busy}>
                {t('addGuestButton')}
              </Button>
            </Stack>
          </form>
        </>
      )}
    </Stack>
  );
}
