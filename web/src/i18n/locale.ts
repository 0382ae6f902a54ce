import type { Locale } from '../store/ui';

export const LOCALES: readonly Locale[] = ['en', 'es', 'pt'];

/** What each language calls itself. */
export const LOCALE_NAMES: Record<Locale, string> = { en: 'English', es: 'Español', pt: 'Português' };

/** The choice if there is one, else the first language of the browser that the page speaks, else English. */
export function localeFor(choice: Locale | null, browser: readonly string[]): Locale {
  if (choice !== null) {
    return choice;
  }
  for (const tag of browser) {
    const primary = tag.toLowerCase().split('-')[0];
    const found = LOCALES.find((each) => each === primary);
    if (found !== undefined) {
      return found;
    }
  }
  return 'en';
}
