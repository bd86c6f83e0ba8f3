import type { ReactNode } from 'react';
import { Link as AriaLink } from 'react-aria-components';
import { Brand } from './brand';
import { Icon } from './icon';
import type { IconName } from './icon';
import { uiTexts } from './texts';
import { useTexts } from './i18n';

export interface TopBarProps {
  /** Address that "back" leads to (agenda, then home); none on the home screen. */
  backHref?: string;
  backLabel?: string;
  /** Brand mark in place of back, with the name of the authority after it. */
  brand?: boolean;
  brandHref?: string;
  /** First line, small: where this belongs ("Nội dung 3"). */
  context?: ReactNode;
  title?: ReactNode;
  /** Second line under the title. */
  subtitle?: ReactNode;
  /** Under the title on paper only: of when and where the page is. */
  printNote?: ReactNode;
  /** In the middle: the follow bar. */
  middle?: ReactNode;
  /** At the end: chips, buttons, the person's menu. */
  end?: ReactNode;
  /** No ground of its own, as on the home screen. */
  plain?: boolean;
  /** Whether the title is the page's h1; false where the content has one. */
  titleIsHeading?: boolean;
}

/** The one bar of a screen, 72 px at 100 % text. */
export function TopBar({ backHref, backLabel, brand, brandHref = '/', context, title, subtitle, printNote, middle, end, plain, titleIsHeading = true }: TopBarProps) {
  const t = useTexts(uiTexts);
  const Title = titleIsHeading ? 'h1' : 'p';
  return (
    <header className="ph-top" data-plain={plain || undefined}>
      {backHref ? (
        <AriaLink href={backHref} aria-label={backLabel ?? t('back')} className="ph-icon-button"><Icon name="back" /></AriaLink>
      ) : null}
      {brand ? <Brand href={brandHref} /> : null}
      {title || context ? (
        <div className="ph-top-title" data-after-brand={brand || undefined}>
          {context ? <p className="ph-top-context">{context}</p> : null}
          {title ? <Title className="ph-top-name">{title}</Title> : null}
          {subtitle ? <p className="ph-top-context">{subtitle}</p> : null}
          {printNote ? <p className="ph-top-print">{printNote}</p> : null}
        </div>
      ) : null}
      {middle ? <div className="ph-top-middle">{middle}</div> : null}
      {end ? <div className="ph-top-end">{end}</div> : null}
    </header>
  );
}

export interface Place {
  href: string;
  label: string;
  icon: IconName;
  isCurrent?: boolean;
  /** A count or a word after the label. */
  note?: ReactNode;
}

/** Places of a capability, beside the content; folds into a scrolling row on narrow screens and from 150 % text. */
export function PlaceNav({ places, label }: { places: readonly (Place | 'divider')[]; label?: string }) {
  const t = useTexts(uiTexts);
  return (
    <nav className="ph-places" aria-label={label ?? t('places')}>
      <ul>
        {places.map((place, index) =>
          place === 'divider' ? (
            <li key={`divider-${index}`} className="ph-places-divider" aria-hidden="true" />
          ) : (
            <li key={place.href}>
              <AriaLink href={place.href} className="ph-place" aria-current={place.isCurrent ? 'page' : undefined}>
                <Icon name={place.icon} />
                <span className="ph-place-label">{place.label}</span>
                {place.note !== undefined ? <span className="ph-place-note">{place.note}</span> : null}
              </AriaLink>
            </li>
          ),
        )}
      </ul>
    </nav>
  );
}

/** Four places at the foot of a phone. Shown only below 600 px. */
export function BottomBar({ places, label }: { places: readonly Place[]; label?: string }) {
  const t = useTexts(uiTexts);
  return (
    <nav className="ph-bottom-bar" aria-label={label ?? t('places')}>
      {places.map((place) => (
        <AriaLink key={place.href} href={place.href} className="ph-bottom-place" aria-current={place.isCurrent ? 'page' : undefined}>
          <Icon name={place.icon} />
          <span>{place.label}</span>
        </AriaLink>
      ))}
    </nav>
  );
}

/** First stop of the keyboard on every page; leads to `<main id="main">`. */
export function SkipLink() {
  const t = useTexts(uiTexts);
  return <a className="ph-skip" href="#main">{t('skip')}</a>;
}
