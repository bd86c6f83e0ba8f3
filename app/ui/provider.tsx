import type { ReactNode } from 'react';
import { I18nProvider, RouterProvider } from 'react-aria-components';
import { config } from 'zod';
import { useComposingGuard } from './composing';
import { LanguageProvider } from './i18n';
import type { Language } from './i18n';
import { MessagesProvider } from './toast';

// zod would try whether it may compile its checks; the content security policy forbids it and reports every try.
config({ jitless: true });

export interface UiProviderProps {
  language: Language;
  /** Client-side navigation of the router in use; without it links load pages. */
  navigate?: (href: string) => void;
  children: ReactNode;
}

/** Around the whole page, once: language, links, toasts and live regions. */
export function UiProvider({ language, navigate, children }: UiProviderProps) {
  useComposingGuard();
  const inside = (
    <LanguageProvider language={language}>
      <MessagesProvider>{children}</MessagesProvider>
      {/* The headless library adds a <style> unless an element has this id; the policy forbids it and buttons.css has its rule. */}
      <span id="react-aria-pressable-style" hidden />
    </LanguageProvider>
  );
  return (
    <I18nProvider locale={language === 'vi' ? 'vi-VN' : 'en-GB'}>
      {navigate ? <RouterProvider navigate={navigate}>{inside}</RouterProvider> : inside}
    </I18nProvider>
  );
}
