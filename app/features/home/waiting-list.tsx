import type { ReactNode } from 'react';
import { Card, Divider, IconTile, PageHeading, Row, Stack, TextLink, type IconName } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { homeTexts } from './texts';

/** Something open for this person; any capability may contribute. */
export interface WaitingTask {
  id: string;
  icon: IconName;
  tone: 'accent' | 'warn' | 'son';
  title: string;
  note: string;
  href: string;
  action: string;
  /** Does it here, in place of the way to where it is done. */
  control?: ReactNode;
}

/** More than this is no list for a first look; the rest is counted. */
const MOST = 5;

export function WaitingList({ tasks }: { tasks: readonly WaitingTask[] }) {
  const t = useTexts(homeTexts);
  const shown = tasks.slice(0, MOST);
  return (
    <Stack gap={4} as="section">
      <PageHeading level={2} title={t('waiting')} count={tasks.length > 0 ? tasks.length : undefined} />
      <Card>
        {shown.length === 0 ? <p className="ph-3">{t('nothing')}</p> : null}
        <Stack gap={4}>
          {shown.map((task, index) => (
            <Stack gap={4} key={task.id}>
              {index > 0 ? <Divider /> : null}
              <Row gap={4} align="start">
                <IconTile icon={task.icon} tone={task.tone} />
                <Stack gap={1}>
                  <p className="ph-lg">{task.title}</p>
                  <p className="ph-sm ph-3">{task.note}</p>
                  {task.control ?? (
                    <TextLink href={task.href} iconEnd="next">
                      {task.action}
                    </TextLink>
                  )}
                </Stack>
              </Row>
            </Stack>
          ))}
          {tasks.length > MOST ? <p className="ph-sm ph-3">{t('more', { count: tasks.length - MOST })}</p> : null}
        </Stack>
      </Card>
    </Stack>
  );
}
