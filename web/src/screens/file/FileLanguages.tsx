import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useTranslation } from 'react-i18next';
import { useLanguagesQuery, usePairsQuery } from '../../api/api';
import { languageName } from '../../i18n/formats';
import { useLocale } from '../../i18n/useLocale';

export interface FromTo {
  from: string;
  to: string;
}

/** What is spoken in the file, and what it is to become: only what the models serve. */
export function FileLanguages({ languages, onChange }: { languages: FromTo; onChange(languages: FromTo): void }) {
  const { t } = useTranslation('screens');
  const locale = useLocale();
  const { data } = useLanguagesQuery();
  const { data: pairs } = usePairsQuery();
  const primary = (tag: string) => tag.split('-')[0] ?? tag;
  const spoken = data?.languages.filter((each) => each.recognized).map((each) => each.code) ?? [primary(languages.from)];
  const reached = pairs?.pairs.filter((pair) => languages.from === 'auto' || pair.source === primary(languages.from)).map((pair) => pair.target);
  const heard = [...new Set(reached ?? [primary(languages.to)])];
  const byName = (tags: string[]) => tags.sort((one, other) => languageName(locale, one).localeCompare(languageName(locale, other), locale));
  const from = languages.from === 'auto' || spoken.includes(primary(languages.from)) ? languages.from : 'auto';
  const to = heard.includes(primary(languages.to)) ? primary(languages.to) : (heard[0] ?? '');
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, gap: 2 }}>
      <TextField select label={t('file.from')} value={from === 'auto' ? from : primary(from)} onChange={(event) => onChange({ from: event.target.value, to })}>
        <MenuItem value="auto">{t('file.auto')}</MenuItem>
        {byName(spoken).map((tag) => (
          <MenuItem key={tag} value={tag}>
            {languageName(locale, tag)}
          </MenuItem>
        ))}
      </TextField>
      <TextField select label={t('file.to')} value={to} onChange={(event) => onChange({ from, to: event.target.value })}>
        {byName(heard).map((tag) => (
          <MenuItem key={tag} value={tag}>
            {languageName(locale, tag)}
          </MenuItem>
        ))}
      </TextField>
    </Box>
  );
}
