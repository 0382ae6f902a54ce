import { useAppSelector } from '../store/hooks';
import type { Locale } from '../store/ui';
import { localeFor } from './locale';

/** In which language does the page speak? */
export function useLocale(): Locale {
  return localeFor(
    useAppSelector((state) => state.ui.settings.locale),
    navigator.languages,
  );
}
