import { useState } from 'react';
import { Button, Card, Disclosure, DisclosureList, EmptyState, ListRow, PageHeading, RowList, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { AdminFrame } from './admin-frame';
import { BodyDialog } from './body-dialog';
import { BodyRules } from './body-rules';
import { endedBefore, holdsOn, type Body, type Directory, type Membership } from './directory';
import { EndMembershipDialog, MembershipDialog } from './membership-dialog';
import { RulesDialog } from './rules-dialog';
import { rulesTexts } from './rules-texts';
import { adminTexts } from './texts';

type Open = { kind: 'body'; bodyId: string | null } | { kind: 'rules'; bodyId: string } | { kind: 'member'; body: Body } | { kind: 'end'; body: Body; membershipId: string };

/** Collegial bodies with their rules in words and their members in order of protocol. */
export function BodiesScreen({ directory, today }: { directory: Directory; today: string }) {
  const t = useTexts(adminTexts);
  const [open, setOpen] = useState<Open | null>(null);
  const close = (): void => setOpen(null);
  const ruled = open?.kind === 'rules' ? directory.bodies.find(({ id }) => id === open.bodyId) : undefined;
  return (
    <AdminFrame place="bodies">
      <Stack gap={6}>
        <PageHeading
          title={t('bodies')}
          count={directory.bodies.length}
          end={
            <Button look="pri" icon="add" onPress={() => setOpen({ kind: 'body', bodyId: null })}>
              {t('newBody')}
            </Button>
          }
        />
        {directory.bodies.length === 0 ? <EmptyState icon="authority">{t('noBodies')}</EmptyState> : null}
        {directory.bodies.map((body) => (
          <BodyCard key={body.id} body={body} directory={directory} today={today} onOpen={setOpen} />
        ))}
      </Stack>
      {open?.kind === 'body' ? <BodyDialog body={directory.bodies.find(({ id }) => id === open.bodyId) ?? null} directory={directory} today={today} onClose={close} /> : null}
      {ruled ? <RulesDialog body={ruled} members={directory.memberships.filter((seat) => seat.bodyId === ruled.id && holdsOn(today, seat))} onClose={close} /> : null}
      {open?.kind === 'member' ? <MembershipDialog body={open.body} directory={directory} today={today} onClose={close} /> : null}
      {open?.kind === 'end' ? <EndMembershipDialog body={open.body} membership={directory.memberships.find(({ id }) => id === open.membershipId) ?? null} today={today} onClose={close} /> : null}
    </AdminFrame>
  );
}

function BodyCard({ body, directory, today, onOpen }: { body: Body; directory: Directory; today: string; onOpen: (open: Open) => void }) {
  const t = useTexts(adminTexts);
  const tr = useTexts(rulesTexts);
  const seats = directory.memberships.filter(({ bodyId }) => bodyId === body.id);
  const current = seats.filter((seat) => !endedBefore(today, seat));
  const former = seats.filter((seat) => endedBefore(today, seat));
  const voters = current.filter((seat) => seat.voting && holdsOn(today, seat));
  const voting = voters.length;
  const unit = directory.units.find(({ id }) => id === body.unitId);
  const time = body.validTo ? t('range', { from: body.validFrom, to: body.validTo }) : t('since', { from: body.validFrom });
  return (
    <Card as="section">
      <Stack gap={5}>
        <PageHeading
          level={2}
          title={body.name}
          note={[body.shortName, unit?.name, time].filter(Boolean).join(' · ')}
          end={
            <Button size={48} look="quiet" icon="edit" aria-label={`${t('edit')}: ${body.name}`} onPress={() => onOpen({ kind: 'body', bodyId: body.id })}>
              {t('edit')}
            </Button>
          }
        />
        <Stack gap={3}>
          <PageHeading
            level={3}
            title={t('policy')}
            end={
              <Button size={48} look="quiet" icon="edit" aria-label={tr('editOf', { name: body.name })} onPress={() => onOpen({ kind: 'rules', bodyId: body.id })}>
                {tr('edit')}
              </Button>
            }
          />
          <BodyRules policy={body.policy} members={voters.length} voters={voters.map(({ personId }) => personId)} />
        </Stack>
        <Stack gap={3}>
          <PageHeading
            level={3}
            title={t('members')}
            note={t('membersNow', { count: current.length, voting })}
            end={
              <Button size={48} icon="personAdd" onPress={() => onOpen({ kind: 'member', body })}>
                {t('addMember')}
              </Button>
            }
          />
          <Seats rows={current} caption={t('members')} onEnd={(membershipId) => onOpen({ kind: 'end', body, membershipId })} />
        </Stack>
        {former.length > 0 ? (
          <DisclosureList>
            <Disclosure title={t('formerMembers')} note={t('peopleCount', { count: former.length })}>
              <Seats rows={former} caption={t('formerMembers')} />
            </Disclosure>
          </DisclosureList>
        ) : null}
      </Stack>
    </Card>
  );
}

function Seats({ rows, caption, onEnd }: { rows: readonly Membership[]; caption: string; onEnd?: (membershipId: string) => void }) {
  const t = useTexts(adminTexts);
  if (rows.length === 0) return <EmptyState icon="people">{t('noMembers')}</EmptyState>;
  return (
    <RowList label={caption}>
      {rows.map((seat) => (
        <ListRow
          key={seat.id}
          lead={<span className="ph-num ph-3">{seat.protocolOrder}</span>}
          title={seat.fullName}
          note={[seat.position, seat.voting ? null : t('noVote'), seat.validTo ? t('range', { from: seat.validFrom, to: seat.validTo }) : t('since', { from: seat.validFrom })].filter(Boolean).join(' · ')}
          end={t(seat.role as 'member')}
          actions={
            onEnd ? (
              <Button size={48} look="quiet" icon="personRemove" aria-label={`${t('endMember')}: ${seat.fullName}`} onPress={() => onEnd(seat.id)}>
                {t('endMember')}
              </Button>
            ) : null
          }
        />
      ))}
    </RowList>
  );
}
