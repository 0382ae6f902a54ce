import { useTranslation } from 'react-i18next';
import type { Locale } from '../store/ui';

/** The language that the page speaks now. */
export function useLocale(): Locale {
  return useTranslation().i18n.language as Locale;
}
