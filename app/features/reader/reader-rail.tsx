/** Left of the page: the papers of the item and the pulse of the sitting. In portrait the same stands in a sheet. */
import { Icon } from '~/ui/icon';
import { useTexts } from '~/ui/i18n';
import type { ReaderSession, SiblingPaper } from './reader-props';
import { readerTexts } from './texts';

export interface ReaderRailProps {
  session: ReaderSession;
  siblings: readonly SiblingPaper[];
  currentId: string;
  page: number;
  total: number;
  onOpen: (id: string) => void;
}

export function ReaderRail({ session, siblings, currentId, page, total, onOpen }: ReaderRailProps) {
  const t = useTexts(readerTexts);
  return (
    <>
      <h2 className="ph-label rd-rail-label">{t('papersOf', { item: session.item.charAt(0).toLocaleLowerCase('vi') + session.item.slice(1) })}</h2>
      <ul>
        {siblings.map((paper) => {
          const isCurrent = paper.id === currentId;
          const detail = [isCurrent ? t('pageOf', { page, total }) : t('pages', { count: paper.pages }), paper.note].filter(Boolean).join(' · ');
          return (
            <li key={paper.id}>
              <button type="button" className="rd-paper" aria-current={isCurrent ? 'true' : undefined} onClick={() => onOpen(paper.id)}>
                <Icon name="document" />
                <span><span className="rd-paper-title">{paper.title}</span><span className="rd-paper-detail">{detail}</span></span>
              </button>
            </li>
          );
        })}
      </ul>
      {session.pulse.length > 0 ? (
        <>
          <hr className="rd-rail-line" />
          <h2 className="ph-label rd-rail-label">{t('inSession')}</h2>
          <ul>
            {session.pulse.map((line) => {
              const content = (
                <>
                  <Icon name={line.icon} />
                  <span><span className="rd-paper-title">{line.title}</span><span className="rd-paper-detail">{line.detail}</span></span>
                </>
              );
              return (
                <li key={line.title}>
                  {line.onPress === undefined ? <div className="rd-paper">{content}</div> : <button type="button" className="rd-paper" onClick={line.onPress}>{content}</button>}
                </li>
              );
            })}
          </ul>
        </>
      ) : null}
    </>
  );
}
