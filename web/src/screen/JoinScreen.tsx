import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguagesQuery, usePairsQuery } from '../api/api';
import { languageChoices } from '../conversation/languageChoices';
import { LONGEST_NAME } from '../conversation/ownName';
import { useConversation } from '../conversation/useConversation';
import type { Failure } from '../failures/failure';
import { useLocale } from '../i18n/useLocale';
import { useAppSelector } from '../store/hooks';
import { FailureText } from './FailureText';
import { isGistSource } from './languageGroups';
import { LanguageOptions } from './LanguageOptions';
import { LanguageSelect } from './LanguageSelect';

/** Where an invitation leads: a name and a language, and one is in. */
export function JoinScreen({ invitation }: { invitation: string }) {
  const { t } = useTranslation('conversation');
  const locale = useLocale();
  const conversation = useConversation();
  const [name, setName] = useState(useAppSelector((state) => state.ui.settings.participantName));
  const [chosen, setChosen] = useState<string>();
  const [nameMissing, setNameMissing] = useState(false);
  const [joining, setJoining] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>(useAppSelector((state) => state.auth.failure ?? undefined));
  const { data: languages } = useLanguagesQuery();
  const { data: pairs } = usePairsQuery();
  const { sources } = languageChoices(languages?.languages ?? [], pairs?.pairs ?? [], undefined);
  const own = navigator.languages.map((tag) => tag.split('-')[0] ?? tag).find((tag) => sources.includes(tag));
  const language = chosen ?? own ?? sources[0] ?? locale;

  const join = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') {
      setNameMissing(true);
      return;
    }
    setJoining(true);
    setFailure(undefined);
    setFailure(await conversation.join({ invitation, name: name.trim(), language }));
    setJoining(false);
  };
  return (
    <Stack sx={{ alignItems: 'center', p: 2, pt: { xs: 3, sm: '12vh' } }}>
      <Paper component="form" noValidate onSubmit={(event) => void join(event)} sx={{ width: 'min(420px, 100%)', p: { xs: 2.5, sm: 4 }, border: 1, borderColor: 'divider' }}>
        <Stack spacing={2.5}>
          <div>
            <Typography variant="h2" sx={{ fontSize: '1.375rem', mb: 0.5 }}>
              {t('joinTitle')}
            </Typography>
            <Typography color="textSecondary">{t('joinText')}</Typography>
          </div>
          {failure && (
            <Alert severity="error">
              <FailureText failure={failure} />
            </Alert>
          )}
          <TextField
            fullWidth
            label={t('yourName')}
            value={name}
            autoComplete="name"
            required
            error={nameMissing}
            helperText={nameMissing ? t('nameMissing') : undefined}
            onChange={(event) => {
              setName(event.target.value);
              setNameMissing(false);
            }}
            slotProps={{ htmlInput: { maxLength: LONGEST_NAME } }}
          />
          <LanguageSelect label={t('yourLanguage')} value={language} onChoose={setChosen}>
            <LanguageOptions codes={sources.length > 0 ? sources : [language]} isGist={(code) => isGistSource(pairs?.pairs ?? [], code)} />
          </LanguageSelect>
          <Button type="submit" variant="contained" size="large" loading={joining} loadingPosition="start">
            {joining ? t('joining') : t('join')}
          </Button>
        </Stack>
      </Paper>
    </Stack>
  );
}
