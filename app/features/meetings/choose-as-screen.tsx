import { useState } from 'react';
import { foldText } from '@shared/language/vietnamese-text';
import { EmptyState, ListRow, PageHeading, RowList, Stack, TextField } from '~/ui';
import { useTexts } from '~/ui/i18n';
import type { MeetingDetail } from './data';
import { PrepareScreen } from './prepare-screen';
import { seeAsTexts } from './see-as-texts';
import { meetingTexts } from './texts';

/** Whom to look as: one of the session's people. */
export function ChooseAsScreen({ detail }: { detail: MeetingDetail }) {
  const t = useTexts(meetingTexts);
  const s = useTexts(seeAsTexts);
  const [text, setText] = useState('');
  const wanted = foldText(text).split(' ').filter(Boolean);
  const found = detail.attendees.filter(({ fullName, position }) => {
    const known = foldText(`${fullName} ${position}`);
    return wanted.every((word) => known.includes(word));
  });
  return (
    <PrepareScreen detail={detail} place="as">
      <Stack gap={5}>
        <PageHeading level={2} title={s('seeAsTitle')} note={s('seeAsNote')} />
        <TextField label={s('seeAsFind')} hint={t('findHint')} type="search" value={text} onChange={setText} autoComplete="off" spellCheck={false} />
        <div role="status">{found.length === 0 ? <EmptyState>{s('seeAsNobody')}</EmptyState> : null}</div>
        <RowList label={t('people')} look="cards">
          {found.map(({ id, personId, fullName, position }) => (
            <ListRow key={id} icon="person" title={fullName} note={position} href={`/meetings/${detail.meeting.id}/as/${personId}`} />
          ))}
        </RowList>
      </Stack>
    </PrepareScreen>
  );
}
