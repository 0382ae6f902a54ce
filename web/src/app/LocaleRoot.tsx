import { useEffect, type ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { i18n, speak } from '../i18n/i18n';
import { useLocale } from '../i18n/useLocale';

export function LocaleRoot({ children }: { children: ReactNode }) {
  const locale = useLocale();
  useEffect(() => speak(locale), [locale]);
  return <I18nextProvider i18n={i18n}>{children}</I18nextProvider>;
}
