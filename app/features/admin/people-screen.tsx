import { useState } from 'react';
import { matchesText } from '@shared/rules/vietnamese-text';
import { Button, Chip, PageHeading, Row, Stack, StateWord, Table, TextField } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { AdminFrame } from './admin-frame';
import type { Directory, Person } from './directory';
import { LinkDialog, type FreshLink } from './link-dialog';
import { PersonDialog } from './person-dialog';
import { adminTexts } from './texts';

/** Rows drawn at once; typing reaches the others. */
const SHOWN = 100;

const TONE = { active: 'ok', invited: 'warn', blocked: 'bad' } as const;

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
            <Button look="pri" icon="personAdd" onPress={() => setEditing('new')}>
              {t('newPerson')}
            </Button>
          }
        />
        <TextField type="search" label={t('search')} hint={t('searchHint')} value={query} onChange={setQuery} autoComplete="off" spellCheck={false} />
        <Table<Person>
          caption={found.length > SHOWN ? t('shownOf', { shown: SHOWN, count: found.length }) : t('peopleCount', { count: found.length })}
          rows={found.slice(0, SHOWN)}
          rowKey={({ id }) => id}
          empty={t('noPeople')}
          columns={[
            {
              key: 'name',
              header: t('fullName'),
              isRowHeader: true,
              cell: (person) => (
                <Stack gap={1}>
                  <span className="ph-strong">{person.fullName}</span>
                  <span className="ph-sm ph-3">{[person.title, unitOf(person)].filter(Boolean).join(' · ')}</span>
                </Stack>
              ),
            },
            { key: 'userName', header: t('userName'), cell: ({ userName }) => userName ?? '–' },
            {
              key: 'roles',
              header: t('roles'),
              cell: ({ roles }) => (
                <Row gap={2} wrap>
                  {roles.map((role) => (
                    <Chip key={role} size="s" tone="accent">
                      {t(role)}
                    </Chip>
                  ))}
                </Row>
              ),
            },
            { key: 'status', header: t('status'), cell: ({ status }) => <StateWord tone={TONE[status as keyof typeof TONE]}>{t(status as keyof typeof TONE)}</StateWord> },
            {
              key: 'edit',
              header: t('edit'),
              cell: ({ id, fullName }) => (
                <Button size={48} look="quiet" icon="edit" aria-label={`${t('edit')}: ${fullName}`} onPress={() => setEditing(id)}>
                  {t('edit')}
                </Button>
              ),
            },
          ]}
        />
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
