import { useFetcher } from '@remix-run/react';
import { useState } from 'react';
import type { QueryResult } from '../../../server/application';
import { Button, Divider, ListRow, RowList, Stack, TextField } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { meetingTexts } from './texts';

export type PickedPerson = { personId: string; site?: string | null } | { fullName: string; position: string; site: string | null };

interface GuestPickerProps {
  onPick: (person: PickedPerson) => void;
  /** Only people of the system: a substitute reads papers. */
  knownOnly?: boolean;
  busy?: boolean;
}

/** Finds a person with or without diacritics, or takes a guest by name. */
export function GuestPicker({ onPick, knownOnly, busy }: GuestPickerProps) {
  const t = useTexts(meetingTexts);
  const search = useFetcher<{ people: QueryResult<'meetings.find-people'> }>();
  const [text, setText] = useState('');
  const [guest, setGuest] = useState({ fullName: '', position: '', site: '' });
  const found = search.data?.people;
  const look = (next: string): void => {
    setText(next);
    if (next.trim().length >= 2) search.load(`/meetings/people?text=${encodeURIComponent(next)}`);
  };
  return (
    <Stack gap={4}>
      <TextField label={t('findPerson')} hint={t('findHint')} type="search" value={text} onChange={look} />
      {found && text.trim().length >= 2 ? (
        <div role="status">
          {found.length === 0 ? <p className="ph-sm ph-3">{t('foundNone')}</p> : null}
          <RowList label={t('findPerson')}>
            {found.map((person) => (
              <ListRow
                key={person.personId}
                icon="personAdd"
                title={person.fullName}
                note={[person.title, person.unit].filter(Boolean).join(', ')}
                onPress={() => {
                  onPick({ personId: person.personId });
                  setText('');
                }}
              />
            ))}
          </RowList>
        </div>
      ) : null}
      {knownOnly ? null : (
        <>
          <Divider />
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (guest.fullName.trim() === '') return;
              onPick({ fullName: guest.fullName, position: guest.position, site: guest.site || null });
              setGuest({ fullName: '', position: '', site: '' });
            }}
          >
            <Stack gap={4}>
              <p className="ph-lg">{t('byName')}</p>
              <TextField label={t('fullName')} value={guest.fullName} onChange={(fullName) => setGuest({ ...guest, fullName })} maxLength={120} />
              <TextField label={t('position')} value={guest.position} onChange={(position) => setGuest({ ...guest, position })} maxLength={300} isOptional />
              <TextField label={t('site')} value={guest.site} onChange={(site) => setGuest({ ...guest, site })} maxLength={200} isOptional />
              <Button type="submit" look="soft" icon="personAdd" busy={busy}>
                {t('addGuestButton')}
              </Button>
            </Stack>
          </form>
        </>
      )}
    </Stack>
  );
}
