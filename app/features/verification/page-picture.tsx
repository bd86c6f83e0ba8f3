import { useEffect, useRef, useState } from 'react';
import type { PdfSource } from '~/tablet/reader/pdf-source';
import { useTexts } from '~/ui/i18n';
import { verificationTexts } from './texts';

/** One page drawn into its own canvas; nothing of it leaves this device. */
export function PagePicture({ source, page, width }: { source: PdfSource; page: number; width: number }) {
  const t = useTexts(verificationTexts);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isBroken, setBroken] = useState(false);
  useEffect(() => {
    let task: { cancel(): void } | null = null;
    let isGone = false;
    const draw = async (): Promise<void> => {
      const found = await source.page(page);
      const element = canvas.current;
      if (isGone || !element) return;
      const natural = found.getViewport({ scale: 1 });
      const density = Math.min(2, window.devicePixelRatio || 1);
      const viewport = found.getViewport({ scale: (width * density) / natural.width });
      element.width = Math.floor(viewport.width);
      element.height = Math.floor(viewport.height);
      const rendering = found.render({ canvas: element, viewport, background: '#ffffff' });
      task = rendering;
      await rendering.promise;
    };
    draw().catch(() => {
      if (!isGone) setBroken(true);
    });
    return () => {
      isGone = true;
      task?.cancel();
    };
  }, [source, page, width]);
  return isBroken ? <span className="ph-sm ph-3 vf-page-broken">{t('pageBroken', { page })}</span> : <canvas ref={canvas} className="vf-canvas" role="img" aria-label={t('page', { page })} />;
}
