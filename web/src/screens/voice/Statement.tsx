import VolumeUpIcon from '@mui/icons-material/VolumeUp';
import StopIcon from '@mui/icons-material/Stop';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useEffect, useId, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/useLocale';
import { useServices } from '../services';

/** What is agreed to: always to be read, and read aloud where the browser has a voice for it. */
export function Statement({ text, quiet }: { text: string; quiet: boolean }) {
  const { t } = useTranslation('screens');
  const locale = useLocale();
  const { reader } = useServices();
  const [reading, setReading] = useState(false);
  const canRead = useSyncExternalStore(reader.onVoices, () => reader.canRead(locale));
  const titleId = useId();
  useEffect(() => () => reader.stop(), [reader]);
  // Its own voice must not get into the recording.
  useEffect(() => {
    if (quiet) {
      reader.stop();
    }
  }, [quiet, reader]);
  const hear = () => {
    setReading(true);
    reader.read(text, locale, () => setReading(false));
  };
  return (
    <Paper variant="outlined" component="section" aria-labelledby={titleId} sx={{ p: 2.5, bgcolor: 'action.hover' }}>
      <Typography id={titleId} variant="h3" sx={{ mb: 1 }}>
        {t('voice.statementTitle')}
      </Typography>
      <Typography component="blockquote" lang={locale} sx={{ m: 0, fontSize: '1.15rem', lineHeight: 1.6 }}>
        {text}
      </Typography>
      <Box sx={{ mt: 1 }}>
        {canRead ? (
          <Button
            startIcon={reading ? <StopIcon /> : <VolumeUpIcon />}
            disabled={quiet}
            onClick={reading ? () => reader.stop() : hear}
            sx={{ ml: -1 }}
          >
            {reading ? t('voice.stopHearing') : t('voice.hear')}
          </Button>
        ) : (
          <Typography variant="body2" color="textSecondary">
            {t('voice.noVoice')}
          </Typography>
        )}
      </Box>
    </Paper>
  );
}
