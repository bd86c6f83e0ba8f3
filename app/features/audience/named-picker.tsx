import { ComboBox, IconButton, ListRow, RowList, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import type { AudienceOffer } from './data';
import type { AudienceDraft } from './draft';
import { audienceTexts } from './texts';

interface NamedPickerProps extends Pick<AudienceDraft, 'people' | 'units'> {
  offer: AudienceOffer;
  onChange: (change: Partial<Pick<AudienceDraft, 'people' | 'units'>>) => void;
}

/** People of the session and units, added by typing and taken out by a tap. */
export function NamedPicker({ offer, people, units, onChange }: NamedPickerProps) {
  const t = useTexts(audienceTexts);
  const has = (list: readonly { id: string }[], id: string): boolean => list.some((known) => known.id === id);
  const options = [
    ...offer.seats.filter(({ personId }) => !has(people, personId)).map(({ personId, fullName, position }) => ({ value: personId, label: fullName, note: position })),
    ...offer.units.filter(({ id }) => !has(units, id)).map(({ id, name, shortName }) => ({ value: id, label: shortName, note: name })),
  ];
  const add = (id: string | null): void => {
    const seat = offer.seats.find(({ personId }) => personId === id);
    const unit = offer.units.find((known) => known.id === id);
    if (seat) onChange({ people: [...people, { id: seat.personId, name: seat.fullName }] });
    else if (unit) onChange({ units: [...units, { id: unit.id, name: unit.shortName }] });
  };
  const noteOf = (id: string): string | undefined => offer.seats.find(({ personId }) => personId === id)?.position;
  return (
    <Stack gap={3}>
      <ComboBox label={t('choose')} hint={t('chooseHint')} options={options} value={null} onChange={add} />
      {people.length + units.length === 0 ? <p className="ph-sm ph-3">{t('noneChosen')}</p> : null}
      <RowList label={t('chosen')}>
        {people.map(({ id, name }) => (
          <ListRow key={id} icon="person" title={name} note={noteOf(id)} actions={<IconButton icon="close" label={t('drop', { name })} onPress={() => onChange({ people: people.filter((known) => known.id !== id) })} />} />
        ))}
        {units.map(({ id, name }) => (
          <ListRow key={id} icon="building" title={name} note={t('unit')} actions={<IconButton icon="close" label={t('drop', { name })} onPress={() => onChange({ units: units.filter((known) => known.id !== id) })} />} />
        ))}
      </RowList>
    </Stack>
  );
}
