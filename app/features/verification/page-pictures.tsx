import { useState } from 'react';
import { Button, Dialog } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { PagePicture } from './page-picture';
import { usePdfSource } from './use-pdf-source';
import { verificationTexts } from './texts';

/** Pages shown at first, and added by each press. */
const STEP = 8;
const SMALL = 150;
const LARGE = 900;

const bytesOf = (file: File): Promise<ArrayBuffer> => file.arrayBuffer();

/** Small pictures of the file just checked, so that it is seen which document the verdict is about. Drawn in the browser only. */
export function PagePictures({ file }: { file: File }) {
  const t = useTexts(verificationTexts);
  const { source, isBroken } = usePdfSource(file, bytesOf);
  const [count, setCount] = useState(STEP);
  const [page, setPage] = useState<number | null>(null);
  if (isBroken) return <p className="ph-sm ph-3">{t('noPictures')}</p>;
  if (!source) return <p className="ph-sm ph-3">{t('drawing')}</p>;
  const shown = Math.min(count, source.pages);
  return (
    <div className="vf-pictures">
      <ol>
        {Array.from({ length: shown }, (_, index) => index + 1).map((number) => (
          <li key={number}>
            <button type="button" className="vf-page" onClick={() => setPage(number)} aria-label={t('enlarge', { page: number })}>
              <PagePicture source={source} page={number} width={SMALL} />
              <span className="ph-sm ph-num">{number}</span>
            </button>
          </li>
        ))}
      </ol>
      {shown < source.pages ? <Button size={48} wide onPress={() => setCount(count + STEP)}>{t('morePages', { count: source.pages - shown })}</Button> : null}
      <Dialog isOpen={page !== null} onClose={() => setPage(null)} title={t('page', { page: page ?? 1 })} size="l">
        {page === null ? null : <div className="vf-large"><PagePicture source={source} page={page} width={LARGE} /></div>}
      </Dialog>
    </div>
  );
}
