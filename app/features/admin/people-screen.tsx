import { useState } from 'react';
import { matchesText } from '@shared/language/vietnamese-text';
import { Avatar, Button, Chip, EmptyState, LinkButton, ListRow, PageHeading, Row, RowList, Stack, StateWord, TextField } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { AdminFrame } from './admin-frame';
import type { Directory, Person } from './directory';
import { LinkDialog, type FreshLink } from './link-dialog';
import { PersonDialog } from './person-dialog';
import { adminTexts } from './texts';

/** Rows drawn at once; typing reaches the others. */
const SHOWN = 100;

const TONE = { invited: 'warn', blocked: 'bad' } as const;

/** Everybody with an account: search, make, edit, block, hand out links for passwords. */
export function PeopleScreen({ directory }: { directory: Directory }) {
  const t = useTexts(adminTexts);
  const [query, setQuery] = useState('');
  const [editing, setEditing] = useState<string | 'new' | null>(null);
  const [link, setLink] = useState<FreshLink | null>(null);
  const unitName = new Map(directory.units.map(({ id, shortName }) => [id, shortName]));
  const unitOf = (person: Person): string => (person.unitId ? (unitName.get(person.unitId) ?? '') : '');
  const found = directory.people.filter((person) => matchesText(`${person.fullName} ${person.title} ${person.userName ?? ''} ${unitOf(person)}`, query));
  return (
    <AdminFrame place="people">
      <Stack gap={5}>
        <PageHeading
          title={t('people')}
          count={directory.people.length}
          end={
            <Row gap={3} wrap>
              <LinkButton href="/admin/slips" icon="key">
                {t('slips')}
              </LinkButton>
              <Button look="pri" icon="personAdd" onPress={() => setEditing('new')}>
                {t('newPerson')}
              </Button>
            </Row>
          }
        />
        <TextField type="search" label={t('search')} hint={t('searchHint')} value={query} onChange={setQuery} autoComplete="off" spellCheck={false} />
        <p className="ph-label" aria-live="polite">
          {found.length > SHOWN ? t('shownOf', { shown: SHOWN, count: found.length }) : query ? t('peopleCount', { count: found.length }) : null}
        </p>
        {found.length === 0 ? <EmptyState icon="search">{t('noPeople')}</EmptyState> : null}
        <RowList look="cards" label={t('people')}>
          {found.slice(0, SHOWN).map((person) => (
            <ListRow
              key={person.id}
              lead={<Avatar name={person.fullName} />}
              title={person.fullName}
              note={[person.title, unitOf(person), person.userName].filter(Boolean).join(' · ')}
              isQuiet={person.status === 'blocked'}
              {...(person.isRemoved ? {} : { onPress: () => setEditing(person.id) })}
              end={<Marks person={person} />}
            />
          ))}
        </RowList>
      </Stack>
      {editing ? (
        <PersonDialog
          key={editing}
          person={directory.people.find(({ id }) => id === editing) ?? null}
          directory={directory}
          onClose={() => setEditing(null)}
          onLink={(fresh) => {
            setEditing(null);
            setLink(fresh);
          }}
        />
      ) : null}
      {link ? <LinkDialog link={link} onClose={() => setLink(null)} /> : null}
    </AdminFrame>
  );
}

/** Roles, and the state of the account where it is not the usual one. */
function Marks({ person }: { person: Person }) {
  const t = useTexts(adminTexts);
  const { status } = person;
  return (
    <Row gap={2} wrap>
      {person.roles.map((role) => (
        <Chip key={role} size="s" tone="accent">
          {t(`${role}Short`)}
        </Chip>
      ))}
      {person.isRemoved ? <StateWord tone="bad">{t('personRemoved')}</StateWord> : status === 'invited' || status === 'blocked' ? <StateWord tone={TONE[status]}>{t(status)}</StateWord> : null}
    </Row>
  );
}
