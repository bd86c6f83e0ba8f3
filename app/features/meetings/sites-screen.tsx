import { foldText } from '@shared/language/vietnamese-text';
import { useState } from 'react';
import type { QueryResult } from '../../../server/application';
import { Button, ButtonRow, Checkbox, Chip, ConfirmDialog, Dialog, EmptyState, FormBody, IconButton, InlineError, ListRow, Notice, PageHeading, RowList, Select, SortableList, Stack, TextField, useToast } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import type { MeetingDetail } from './data';
import { PrepareScreen } from './prepare-screen';
import { sitesTexts } from '../rooms';

export type Sites = QueryResult<'meetings.sites'>;
type Site = Sites['sites'][number];
type SiteText = Omit<Site, 'id'> & { id: string | null };

const asked = ({ id, name, place, contactId, contact }: SiteText): SiteText => ({ id, name, place, contactId, contact });

/** The sites of a session: taken over from an earlier one, chosen from the catalogue or written, in their order (M59, M61, M62). */
export function SitesScreen({ detail, sites }: { detail: MeetingDetail; sites: Sites }) {
  const t = useTexts(sitesTexts);
  const toast = useToast();
  const act = useCommand<'meetings.set-sites' | 'meetings.copy-sites'>();
  const [editing, setEditing] = useState<SiteText | null>(null);
  const [isChoosing, setChoosing] = useState(false);
  const { can, people, seen } = sites;
  const store = (next: readonly SiteText[], done: () => void = () => undefined): void => act.run('meetings.set-sites', { sites: next.map(asked), seen }, () => { toast({ text: t('saved'), icon: 'check' }); done(); });
  const copy = (fromId: string): void => act.run('meetings.copy-sites', { fromId }, (result) => { if ('added' in result) toast({ text: t('copied', result), icon: 'check' }); });
  const isAsking = editing !== null || isChoosing;
  return (
    <PrepareScreen detail={detail} place="sites">
      <Stack gap={5}>
        <PageHeading level={2} title={t('title')} count={sites.sites.length} note={t('note')} />
        {sites.meeting.form === 'room' ? <Notice icon="info" title={t('roomOnly')} /> : null}
        {act.error && !isAsking ? <InlineError error={act.error} /> : null}
        {can.change ? (
          <>
            <ButtonRow>
              <Button look={sites.sites.length === 0 ? 'sec' : 'pri'} icon="add" onPress={() => { act.clear(); setEditing({ id: null, name: '', place: '', contactId: null, contact: '' }); }}>{t('add')}</Button>
              {sites.catalogue.length > 0 ? <Button icon="list" onPress={() => { act.clear(); setChoosing(true); }}>{t('catalogue')}</Button> : null}
            </ButtonRow>
            {sites.earlier.length > 0 ? (
              <Stack gap={3} as="section">
                <PageHeading level={3} title={t('copy')} />
                <RowList label={t('copy')}>
                  {sites.earlier.map(({ meetingId, title, startsAt, sites: n }) => <ListRow key={meetingId} icon="copy" title={t('copyOne', { title, on: startsAt, n })} onPress={() => copy(meetingId)} />)}
                </RowList>
              </Stack>
            ) : null}
          </>
        ) : null}
        {sites.sites.length === 0 ? <EmptyState icon="building">{t('none')}</EmptyState> : (
          <SortableList
            label={t('title')}
            items={sites.sites}
            itemKey={({ id }) => id}
            itemLabel={({ name }) => name}
            isDisabled={!can.change || act.busy}
            onMove={(items) => store(items)}
            renderItem={(site) => (
              <SiteRow site={site} people={people.filter(({ site: at }) => at === site.name).length} contact={people.find(({ personId }) => personId === site.contactId)?.fullName ?? ''} onOpen={() => { act.clear(); setEditing(site); }} />
            )}
          />
        )}
      </Stack>
      {editing ? (
        <SiteDialog
          key={editing.id ?? 'new'}
          site={editing}
          sites={sites}
          act={act}
          onClose={() => setEditing(null)}
          onSave={(site) => store(site.id === null ? [...sites.sites, site] : sites.sites.map((one) => (one.id === site.id ? { ...site, id: one.id } : one)), () => setEditing(null))}
          onRemove={(id) => store(sites.sites.filter((one) => one.id !== id), () => setEditing(null))}
        />
      ) : null}
      {isChoosing ? <CatalogueDialog catalogue={sites.catalogue} act={act} onClose={() => setChoosing(false)} onAdd={(chosen) => store([...sites.sites, ...chosen.map((one) => ({ id: null, ...one, contactId: null, contact: '' }))], () => setChoosing(false))} /> : null}
    </PrepareScreen>
  );
}

function SiteRow({ site, people, contact, onOpen }: { site: Site; people: number; contact: string; onOpen: () => void }) {
  const t = useTexts(sitesTexts);
  return (
    <div className="mt-site">
      <span className="mt-site-words">
        <span className="ph-strong">{site.name}</span>
        <span className="ph-sm ph-3">{[site.place, contact, site.contact].filter(Boolean).join(' · ')}</span>
      </span>
      <Chip size="s" icon="people">{t('peopleOf', { n: people })}</Chip>
      <IconButton icon="edit" label={t('open', { name: site.name })} onPress={onOpen} />
    </div>
  );
}

type Act = ReturnType<typeof useCommand<'meetings.set-sites' | 'meetings.copy-sites'>>;

/** One site: what it is, who looks after it, who belongs there. */
function SiteDialog({ site, sites, act, onClose, onSave, onRemove }: { site: SiteText; sites: Sites; act: Act; onClose: () => void; onSave: (site: SiteText) => void; onRemove: (id: string) => void }) {
  const t = useTexts(sitesTexts);
  const [value, setValue] = useState(site);
  const [isRemoving, setRemoving] = useState(false);
  const set = (change: Partial<SiteText>): void => setValue({ ...value, ...change });
  const { people, can } = sites;
  const { id } = site;
  return (
    <>
      <Dialog
        isOpen={!isRemoving}
        onClose={onClose}
        place="drawer"
        title={id === null ? t('add') : t('edit', { name: site.name })}
        actions={can.change ? (
          <>
            {id === null ? null : <Button look="quiet" icon="delete" onPress={() => { act.clear(); setRemoving(true); }}>{t('remove')}</Button>}
            <Button look="pri" icon="save" isDisabled={value.name.trim() === ''} busy={act.busy} onPress={() => onSave(value)}>{t('save')}</Button>
          </>
        ) : undefined}
      >
        <FormBody>
          {act.error ? <InlineError error={act.error} /> : null}
          <TextField label={t('name')} value={value.name} onChange={(name) => set({ name })} maxLength={200} isRequired autoComplete="off" />
          <TextField label={t('place')} value={value.place} onChange={(place) => set({ place })} maxLength={300} isOptional autoComplete="off" />
          <Select label={t('contactPerson')} hint={t('contactHint')} value={value.contactId ?? 'none'} onChange={(contactId) => set({ contactId: contactId === 'none' ? null : contactId })} options={[{ value: 'none', label: t('nobody') }, ...people.map(({ personId, fullName, position }) => ({ value: personId, label: [fullName, position].filter(Boolean).join(', ') }))]} />
          <TextField label={t('contactWords')} value={value.contact} onChange={(contact) => set({ contact })} maxLength={120} isOptional autoComplete="off" />
          {id === null ? null : <PeopleHere siteId={id} name={site.name} people={people} isDisabled={!can.change} />}
        </FormBody>
      </Dialog>
      <ConfirmDialog isOpen={isRemoving} about={id} onClose={() => { act.clear(); setRemoving(false); }} onConfirm={() => { if (id !== null) onRemove(id); }} busy={act.busy} error={act.error} title={t('removeTitle', { name: site.name })} confirmLabel={t('remove')}>
        <p>{t('removeNote', { n: people.filter(({ site: at }) => at === site.name).length })}</p>
      </ConfirmDialog>
    </>
  );
}

/** Everybody of the session, those of this site first; a tap puts somebody here, or back into the hall. */
function PeopleHere({ siteId, name, people, isDisabled }: { siteId: string; name: string; people: Sites['people']; isDisabled: boolean }) {
  const t = useTexts(sitesTexts);
  const act = useCommand<'meetings.place-at-site'>();
  const [query, setQuery] = useState('');
  const wanted = foldText(query);
  const shown = people.filter((one) => foldText(`${one.fullName} ${one.position}`).includes(wanted));
  const sorted = [...shown.filter(({ site }) => site === name), ...shown.filter(({ site }) => site !== name)];
  return (
    <Stack gap={3} as="section">
      <PageHeading level={3} title={t('people')} note={t('peopleNote')} />
      {act.error ? <InlineError error={act.error} /> : null}
      <TextField label={t('findPerson')} type="search" value={query} onChange={setQuery} />
      <ul className="mt-site-people" aria-label={t('people')}>
        {sorted.map(({ personId, fullName, position, site, isInHall }) => (
          <li key={personId}>
            <Checkbox isSelected={site === name} isDisabled={isDisabled || act.busy || (isInHall && site !== name)} hint={[position, site !== null && site !== name ? t('elsewhere', { site }) : '', isInHall ? t('inHall') : ''].filter(Boolean).join(' · ')} onChange={(here) => act.run('meetings.place-at-site', { personIds: [personId], siteId: here ? siteId : null })}>{fullName}</Checkbox>
          </li>
        ))}
      </ul>
    </Stack>
  );
}

/** Names known from earlier sessions and from the communes, many chosen at once. */
function CatalogueDialog({ catalogue, act, onClose, onAdd }: { catalogue: Sites['catalogue']; act: Act; onClose: () => void; onAdd: (chosen: Sites['catalogue']) => void }) {
  const t = useTexts(sitesTexts);
  const [query, setQuery] = useState('');
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const wanted = foldText(query);
  const shown = catalogue.filter(({ name, place }) => foldText(`${name} ${place}`).includes(wanted));
  const pick = (names: readonly string[], on: boolean): void => setPicked((before) => new Set(on ? [...before, ...names] : [...before].filter((name) => !names.includes(name))));
  return (
    <Dialog isOpen onClose={onClose} place="drawer" title={t('catalogue')} note={t('catalogueNote')} actions={<Button look="pri" icon="add" isDisabled={picked.size === 0} busy={act.busy} onPress={() => onAdd(catalogue.filter(({ name }) => picked.has(name)))}>{t('addPicked', { n: picked.size })}</Button>}>
      <Stack gap={4}>
        {act.error ? <InlineError error={act.error} /> : null}
        <TextField label={t('find')} type="search" value={query} onChange={setQuery} />
        <Checkbox isSelected={shown.length > 0 && shown.every(({ name }) => picked.has(name))} onChange={(on) => pick(shown.map(({ name }) => name), on)}>{t('pickAll')}</Checkbox>
        <ul className="mt-site-people" aria-label={t('catalogue')}>
          {shown.map(({ name, place }) => <li key={name}><Checkbox isSelected={picked.has(name)} hint={place === name ? undefined : place} onChange={(on) => pick([name], on)}>{name}</Checkbox></li>)}
        </ul>
      </Stack>
    </Dialog>
  );
}
