import { useState } from 'react';
import { Button } from './button';
import { RadioGroup, Switch } from './choice-field';
import { Dialog } from './dialog';
import { decodeDisplay, displayAttributes, encodeDisplay, DISPLAY_COOKIE, SCALES, THEMES } from './display-preferences';
import type { DisplayPreferences, Scale, Theme } from './display-preferences';
import { InlineError } from './states';
import { useLanguage, useTexts } from './i18n';
import type { Language } from './i18n';
import { uiTexts } from './texts';

export interface DisplaySheetProps {
  isOpen: boolean;
  onClose: () => void;
  preferences: DisplayPreferences;
  /** Told after every change; the page has changed already and the cookie is written. */
  onChange?: (preferences: DisplayPreferences) => void;
  /** The page has to be fetched again in the other language. */
  onLanguage?: (language: Language) => void;
  /** Why the language was not changed, in words. */
  languageFault?: string;
}

const YEAR_SECONDS = 31_536_000;

/** The choice as it stands in this browser's cookie. */
export function displayOfPage(): DisplayPreferences {
  const entry = document.cookie.split(/;\s*/).find((part) => part.startsWith(`${DISPLAY_COOKIE}=`));
  return decodeDisplay(entry?.slice(DISPLAY_COOKIE.length + 1));
}

/** Puts the choice on `<html>` at once and keeps it in a cookie for the next page. */
export function applyDisplay(preferences: DisplayPreferences): void {
  for (const [name, value] of Object.entries(displayAttributes(preferences))) document.documentElement.setAttribute(name, value);
  const secure = window.location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `${DISPLAY_COOKIE}=${encodeDisplay(preferences)}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax${secure}`;
}

/** "Hiển thị": theme, text size, hand, language; everything changes while it is touched. */
export function DisplaySheet({ isOpen, onClose, preferences, onChange, onLanguage, languageFault }: DisplaySheetProps) {
  const t = useTexts(uiTexts);
  const language = useLanguage();
  const [current, setCurrent] = useState(preferences);
  const change = (part: Partial<DisplayPreferences>): void => {
    const next = { ...current, ...part };
    setCurrent(next);
    applyDisplay(next);
    onChange?.(next);
  };
  const themeNames: Record<Theme, string> = { light: t('themeLight'), dim: t('themeDim'), contrast: t('themeContrast') };
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('display')} place="drawer" actions={<Button look="pri" onPress={onClose}>{t('close')}</Button>}>
      <RadioGroup label={t('theme')} options={THEMES.map((theme) => ({ value: theme, label: themeNames[theme] }))} value={current.theme} onChange={(theme) => change({ theme })} />
      <RadioGroup
        label={t('textSize')}
        hint={t('textSizeSample')}
        direction="row"
        options={SCALES.map((scale) => ({ value: String(scale), label: `${scale} %` }))}
        value={String(current.scale)}
        onChange={(scale) => change({ scale: Number(scale) as Scale })}
      />
      <Switch isSelected={current.leftHand} onChange={(leftHand) => change({ leftHand })} hint={t('leftHandHint')}>{t('leftHand')}</Switch>
      {onLanguage ? (
        <RadioGroup<Language>
          label={t('language')}
          options={[{ value: 'vi', label: t('languageVi') }, { value: 'en', label: t('languageEn') }]}
          value={language}
          onChange={onLanguage}
          direction="row"
        />
      ) : null}
      {languageFault ? <InlineError message={languageFault} /> : null}
    </Dialog>
  );
}
