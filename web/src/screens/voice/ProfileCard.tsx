import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeleteVoiceProfileMutation } from '../../api/api';
import type { VoiceProfile } from '../../api/types';
import { languageInText } from '../../i18n/formats';
import { useLocale } from '../../i18n/useLocale';
import { AskDialog } from '../AskDialog';
import { FailureAlert } from '../FailureAlert';
import { failureOfError } from '../failureOfError';
import { voiceInWords } from './inWords';

/** A profile as people speak of a voice, not as it is computed. */
export function ProfileCard({ profile, onBetter, onDeleted }: { profile: VoiceProfile; onBetter(): void; onDeleted(): void }) {
  const { t } = useTranslation('screens');
  const locale = useLocale();
  const [asking, setAsking] = useState(false);
  const [remove, { error, isLoading }] = useDeleteVoiceProfileMutation();
  const qualityId = useId();
  const failure = failureOfError(error);
  const words = voiceInWords(profile);
  const like = [
    ...(words.pitch ? [t(`voice.pitch.${words.pitch}`)] : []),
    ...(words.melody ? [t(`voice.melody.${words.melody}`)] : []),
    ...(words.pace ? [t(`voice.pace.${words.pace}`)] : []),
  ];
  const made = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(profile.createdAt);
  const confirmed = async () => {
    setAsking(false);
    if (!('error' in (await remove(profile.profileId)))) {
      onDeleted();
    }
  };
  return (
    <Paper variant="outlined" sx={{ p: 2.5 }}>
      <Typography variant="h3">{t('voice.profile', { language: languageInText(locale, profile.language) })}</Typography>
      <Typography variant="body2" color="textSecondary">
        {t('voice.made', { date: made })} · {t('voice.samples', { count: profile.sampleCount })}
      </Typography>
      <Box sx={{ my: 2 }}>
        <Typography id={qualityId} sx={{ mb: 0.5 }}>
          {t('voice.qualityLabel')}: <strong>{t(`voice.quality.${words.quality}`)}</strong>
        </Typography>
        <LinearProgress
          variant="determinate"
          value={Math.round(profile.quality * 100)}
          aria-labelledby={qualityId}
          color={words.quality === 'weak' ? 'warning' : 'primary'}
          sx={{ height: 8, borderRadius: 4 }}
        />
        <Typography variant="body2" color="textSecondary" sx={{ mt: 0.5 }}>
          {t(`voice.qualityHint.${words.quality}`)}
        </Typography>
      </Box>
      {words.pitch && <Typography>{t('voice.soundsLike', { words: like.join(', ') })}</Typography>}
      <Box sx={{ mt: 1.5, display: 'flex', gap: 1, flexWrap: 'wrap', ml: -1 }}>
        <Button onClick={onBetter} variant={words.betterWithMore ? 'outlined' : 'text'} sx={{ ml: 1 }}>
          {t('voice.better')}
        </Button>
        <Button color="error" loading={isLoading} onClick={() => setAsking(true)}>
          {t('voice.delete')}
        </Button>
      </Box>
      {failure && <FailureAlert failure={failure} />}
      <AskDialog
        open={asking}
        title={t('voice.deleteTitle')}
        text={t('voice.deleteText')}
        yes={t('voice.delete')}
        onYes={() => void confirmed()}
        onNo={() => setAsking(false)}
      />
    </Paper>
  );
}
