import Link from '@mui/material/Link';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useTranslation } from 'react-i18next';
import { LOCALE_NAMES, LOCALES } from '../../i18n/locale';
import { NameField } from '../../screen/NameField';
import { Choice } from './Choice';
import type { SettingsHold } from './useSettings';

/** How the page itself looks and speaks, and what it calls one. */
export function PageSettings({ hold: { settings, change } }: { hold: SettingsHold }) {
  const { t } = useTranslation('screens');
  return (
    <>
      <NameField />
      <TextField
        select
        fullWidth
        label={t('settings.language')}
        value={settings.locale ?? ''}
        onChange={(event) => void change({ locale: LOCALES.find((each) => each === event.target.value) ?? null })}
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      >
        <MenuItem value="">{t('settings.languageBrowser')}</MenuItem>
        {LOCALES.map((locale) => (
          <MenuItem key={locale} value={locale} lang={locale}>
            {LOCALE_NAMES[locale]}
          </MenuItem>
        ))}
      </TextField>
      <Choice
        label={t('settings.theme')}
        value={settings.theme}
        onChange={(theme) => void change({ theme })}
        options={[
          { value: 'system', label: t('settings.themeSystem') },
          { value: 'light', label: t('settings.themeLight') },
          { value: 'dark', label: t('settings.themeDark') },
        ]}
      />
      <Link href="/licences.txt" target="_blank" rel="noopener" sx={{ alignSelf: 'flex-start', display: 'inline-flex', alignItems: 'center', minHeight: 44 }}>
        {t('settings.licences')}
      </Link>
    </>
  );
}
