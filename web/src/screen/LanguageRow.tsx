import SwapHoriz from '@mui/icons-material/SwapHoriz';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguagesQuery, usePairsQuery } from '../api/api';
import { languageChoices, servedLanguages } from '../conversation/languageChoices';
import { languageName } from '../i18n/formats';
import { useLocale } from '../i18n/useLocale';
import { guestLanguageChosen } from '../store/session';
import { useAppDispatch, useAppSelector } from '../store/hooks';
import { languagesSet, languagesSwapped, settingsChanged, sourceChosen, targetChosen } from '../store/ui';
import { Hint } from '../theme/Hint';
import { isGistSource } from './languageGroups';
import { LanguageOptions } from './LanguageOptions';
import { LanguageSelect } from './LanguageSelect';

/** What is identified while one speaks; no language has this tag. */
const AUTO = 'auto';

/** What one speaks and what one hears; a guest does both in one language. */
export function LanguageRow() {
  const { t } = useTranslation('conversation');
  const locale = useLocale();
  const dispatch = useAppDispatch();
  const chosen = useAppSelector((state) => state.ui.language);
  const auto = useAppSelector((state) => state.ui.settings.autoDetectLanguage);
  const identified = useAppSelector((state) => state.session.identifiedLanguage);
  const guestLanguage = useAppSelector((state) => state.session.currentSession?.guestLanguage ?? null);
  const { languages } = useLanguagesQuery(undefined, { selectFromResult: ({ data }) => ({ languages: data?.languages }) });
  const { pairs } = usePairsQuery(undefined, { selectFromResult: ({ data }) => ({ pairs: data?.pairs }) });

  useEffect(() => {
    if (languages?.length && pairs?.length) {
      const served = servedLanguages(chosen, languages, pairs);
      if (served !== chosen) {
        dispatch(languagesSet(served));
      }
    }
  }, [chosen, languages, pairs, dispatch]);

  const name = (code: string) => languageName(locale, code);
  const { sources, targets } = languageChoices(languages ?? [], pairs ?? [], auto ? undefined : chosen.source);
  const gistSource = (code: string) => isGistSource(pairs ?? [], code);
  const gistTarget = (code: string) => targets.some((each) => each.code === code && each.gist);
  const withChosen = (codes: string[], code: string) => (codes.includes(code) ? codes : [...codes, code]);

  if (guestLanguage !== null) {
    return (
      <LanguageSelect label={t('yourLanguage')} value={guestLanguage} onChoose={(code) => dispatch(guestLanguageChosen(code))}>
        <LanguageOptions codes={withChosen(sources, guestLanguage)} isGist={gistSource} />
      </LanguageSelect>
    );
  }
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto minmax(0, 1fr)', gap: 0.5, alignItems: 'start' }}>
      <LanguageSelect
        label={t('iSpeak')}
        value={auto ? AUTO : chosen.source}
        helperText={auto && identified ? t('detected', { language: name(identified) }) : undefined}
        onChoose={(code) => {
          dispatch(settingsChanged({ autoDetectLanguage: code === AUTO }));
          if (code !== AUTO) {
            dispatch(sourceChosen(code));
          }
        }}
      >
        <option value={AUTO}>{t('autoDetect')}</option>
        <LanguageOptions codes={withChosen(sources, chosen.source)} isGist={gistSource} />
      </LanguageSelect>
      <Hint title={t('swap')}>
        <span>
          <IconButton aria-label={t('swap')} disabled={auto || !sources.includes(chosen.target)} onClick={() => dispatch(languagesSwapped())}>
            <SwapHoriz />
          </IconButton>
        </span>
      </Hint>
      <LanguageSelect label={t('iHear')} value={chosen.target} helperText={gistTarget(chosen.target) ? t('gistOnly') : undefined} onChoose={(code) => dispatch(targetChosen(code))}>
        <LanguageOptions codes={withChosen(targets.map((each) => each.code), chosen.target)} isGist={gistTarget} />
      </LanguageSelect>
    </Box>
  );
}
