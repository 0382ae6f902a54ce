import { useTranslation } from 'react-i18next';
import { languageName } from '../i18n/formats';
import { useLocale } from '../i18n/useLocale';
import { languageGroups } from './languageGroups';

/** The languages of a list, what one can rely on first; the rest under a heading that says what it is. */
export function LanguageOptions({ codes, isGist }: { codes: readonly string[]; isGist(code: string): boolean }) {
  const { t } = useTranslation('conversation');
  const locale = useLocale();
  const name = (code: string) => languageName(locale, code);
  const { useful, gist } = languageGroups(codes, isGist, name, locale);
  const options = (all: string[]) =>
    all.map((code) => (
      <option key={code} value={code}>
        {name(code)}
      </option>
    ));
  return (
    <>
      {options(useful)}
      {gist.length > 0 && <optgroup label={t('gistGroup')}>{options(gist)}</optgroup>}
    </>
  );
}
