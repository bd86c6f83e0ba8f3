import { StateWord } from '~/ui';
import { useFormats, useTexts } from '~/ui/i18n';
import { type ShownAudience, useAudienceOffer } from './data';
import { audienceTexts } from './texts';

export type AudienceFacts = Pick<ShownAudience, 'kind' | 'people' | 'units' | 'opensAt' | 'closesAt'>;

/** Who may see something, in a few words; empty: everyone at any time. */
export function useAudienceWords(): (audience: AudienceFacts) => string {
  const t = useTexts(audienceTexts);
  const f = useFormats();
  return ({ kind, people, units, opensAt, closesAt }) => {
    const [from, until] = [opensAt && f.dateTime(opensAt), closesAt && f.dateTime(closesAt)];
    const when = from && until ? t('span', { from, until }) : from ? t('from', { from }) : until ? t('until', { until }) : '';
    if (kind === 'everyone') return when && t('everyoneWhen', { when });
    const only = [...people, ...units];
    const who =
      kind === 'members' ? t('membersOnly')
        : only.length === 1 ? t('onlyOne', { name: only[0]?.name ?? '' })
          : units.length === 0 ? t('onlyPeople', { people: people.length })
            : people.length === 0 ? t('onlyUnits', { units: units.length })
              : t('onlyBoth', { people: people.length, units: units.length });
    return [who, when].filter(Boolean).join(', ');
  };
}

/** At an item or paper that not everyone may see: how, for those who prepare; that it is so, for everybody else. */
export function AudienceMark({ objectId, isLimited }: { objectId: string; isLimited: boolean }) {
  const t = useTexts(audienceTexts);
  const words = useAudienceWords();
  const audience = useAudienceOffer()?.audiences.find((known) => known.objectId === objectId);
  if (!isLimited) return null;
  return <StateWord tone="group" icon="lock">{audience ? words(audience) : t('limited')}</StateWord>;
}
