import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useTranslation } from 'react-i18next';
import { LOCALE_NAMES, LOCALES } from '../../i18n/locale';
import { Choice } from './Choice';
import type { SettingsHold } from './useSettings';

/** As long as the api takes. */
const LONGEST_NAME = 100;

/** How the page itself looks and speaks, and what it calls one. */
export function PageSettings({ hold: { settings, change, owner } }: { hold: SettingsHold }) {
  const { t } = useTranslation('screens');
  return (
    <>
      {owner && (
        <TextField
          fullWidth
          label={t('settings.name')}
          helperText={t('settings.nameHint')}
          value={settings.participantName}
          autoComplete="name"
          onChange={(event) => void change({ participantName: event.target.value })}
          slotProps={{ htmlInput: { maxLength: LONGEST_NAME } }}
        />
      )}
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
    </>
  );
}
