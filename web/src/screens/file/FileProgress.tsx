import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { percent } from '../../i18n/formats';
import { useLocale } from '../../i18n/useLocale';
import { FileCaptions } from './FileCaptions';
import type { TranslationState } from './useFileTranslation';

/** How far it is, and what was said so far. */
export function FileProgress({ state, onCancel }: { state: Extract<TranslationState, { name: 'working' }>; onCancel(): void }) {
  const { t } = useTranslation('screens');
  const { file, progress, transcript } = state;
  return (
    <>
      <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }} role="status">
        {t('file.working', { file: file.name })}
      </Typography>
      <Bar label={t('file.sent')} share={progress.sent} />
      <Bar label={t('file.translated')} share={progress.translated} />
      <Button variant="outlined" color="error" onClick={onCancel} sx={{ alignSelf: 'flex-start' }}>
        {t('file.cancel')}
      </Button>
      {transcript && transcript.lines.length > 0 ? (
        <FileCaptions lines={transcript.lines} />
      ) : (
        <Typography color="textSecondary">{t('file.waiting')}</Typography>
      )}
    </>
  );
}

function Bar({ label, share }: { label: string; share: number }) {
  const locale = useLocale();
  const labelId = useId();
  return (
    <Box>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', mb: 0.5 }}>
        <Typography id={labelId} variant="body2">
          {label}
        </Typography>
        <Typography variant="body2" aria-hidden sx={{ fontVariantNumeric: 'tabular-nums' }}>
          {percent(locale, share)}
        </Typography>
      </Box>
      <LinearProgress variant="determinate" value={Math.round(Math.min(1, share) * 100)} aria-labelledby={labelId} sx={{ height: 8, borderRadius: 4 }} />
    </Box>
  );
}
