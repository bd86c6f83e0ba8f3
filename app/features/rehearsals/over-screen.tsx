import { FormBody, LinkButton } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { FrontDoor } from '../identity';
import { rehearsalTexts } from './texts';

/** Where whoever was in a rehearsal finds themselves when it is over. */
export function OverScreen() {
  const t = useTexts(rehearsalTexts);
  return (
    <FrontDoor>
      <FormBody>
        <h1 className="ph-h2">{t('overTitle')}</h1>
        <p>{t('overNote')}</p>
        <LinkButton href="/" look="pri" size={72} wide>{t('home')}</LinkButton>
      </FormBody>
    </FrontDoor>
  );
}
