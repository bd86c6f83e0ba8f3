import type { ReactNode } from 'react';
import { BrandMark, Card, Screen, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { accountTexts } from './texts';
import './account.css';

/** The pages outside the sign-in: whose server this is, one card with one question, and what stands below it. */
export function FrontDoor({ children, below }: { children: ReactNode; below?: ReactNode }) {
  const t = useTexts(accountTexts);
  return (
    <Screen width="narrow" className="acc-screen">
      <Stack gap={5}>
        <div className="acc-mark">
          <BrandMark />
          <div>
            <p className="ph-h2">Phiên</p>
            <p className="ph-sm ph-3">{t('authority')}</p>
          </div>
        </div>
        <Card look="hero" padding="l">
          {children}
        </Card>
        {below}
      </Stack>
    </Screen>
  );
}
