import i18next, { type i18n as Translator } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Locale } from '../store/ui';
import { LOCALES, localeFor } from './locale';
import type { Namespaces } from './namespaces';
import type { Texts } from './texts';
import { common } from './texts/common';
import { conversation } from './texts/conversation';
import { failures } from './texts/failures';
import { notices } from './texts/notices';

const first = { common, conversation, failures, notices };

export const i18n: Translator = i18next.createInstance();

void i18n.use(initReactI18next).init({
  lng: localeFor(null, navigator.languages),
  fallbackLng: 'en',
  supportedLngs: LOCALES,
  defaultNS: 'common',
  ns: Object.keys(first),
  resources: Object.fromEntries(
    LOCALES.map((locale) => [locale, Object.fromEntries(Object.entries(first).map(([name, all]) => [name, all[locale]]))]),
  ),
  // React escapes what it shows.
  interpolation: { escapeValue: false },
  initAsync: false,
});

/** The texts of a screen that is loaded later; call it where the screen's module begins. */
export function addTexts<N extends keyof Namespaces>(namespace: N, all: Texts<Namespaces[N]>): void {
  for (const locale of LOCALES) {
    i18n.addResourceBundle(locale, namespace, all[locale]);
  }
}

/** Speaks another language from now on; screen readers are told by `<html lang>`. */
export function speak(locale: Locale): void {
  document.documentElement.lang = locale;
  if (i18n.language !== locale) {
    void i18n.changeLanguage(locale);
  }
}
