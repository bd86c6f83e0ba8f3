/** The reader before its paper is there: the bar with title and way back at once, whatever takes time below it. */
import type { ReactNode } from 'react';
import { TopBar } from '~/ui/bars';
import { useTexts } from '~/ui/i18n';
import { readerTexts } from './texts';
import './reader.css';

export interface ReaderShellProps {
  backHref: string;
  item: string;
  title: string;
  /** What went wrong; without it the paper is on its way. */
  children?: ReactNode;
}

export function ReaderShell({ backHref, item, title, children }: ReaderShellProps) {
  const t = useTexts(readerTexts);
  return (
    <div className="rd-screen">
      <TopBar backHref={backHref} backLabel={t('backToAgenda')} context={item} title={title} />
      <main id="main" className="rd-opening" aria-busy={children === undefined}>
        {children ?? <div className="rd-skeleton"><p className="rd-late" role="status">{t('loading')}</p></div>}
      </main>
    </div>
  );
}
