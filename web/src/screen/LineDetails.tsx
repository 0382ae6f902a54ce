import type { LineTranslation } from '@univoice/client';
import InfoOutlined from '@mui/icons-material/InfoOutlined';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { percent } from '../i18n/formats';
import { useLocale } from '../i18n/useLocale';
import { Hint } from '../theme/Hint';

/** Long enough to read it after a tap. */
const READ_MS = 8_000;

/** What else is known of a translation: on hover, on focus and on tap. */
export function LineDetails({ translation }: { translation: LineTranslation }) {
  const { t } = useTranslation('conversation');
  const locale = useLocale();
  const { alternatives, entities, confidence } = translation;
  return (
    <Hint
      arrow
      describeChild
      enterTouchDelay={0}
      leaveTouchDelay={READ_MS}
      slotProps={{
        tooltip: { sx: { bgcolor: 'background.paper', color: 'text.primary', border: 1, borderColor: 'divider', boxShadow: 6, p: 1.5, maxWidth: 340 } },
        arrow: { sx: { color: 'background.paper', '&::before': { border: 1, borderColor: 'divider' } } },
      }}
      title={
        <Box sx={{ display: 'grid', gap: 1 }}>
          {alternatives.length > 0 && (
            <div>
              <Typography variant="caption" color="textSecondary">
                {t('alternatives')}
              </Typography>
              {alternatives.map((text) => (
                <Typography key={text} variant="body2" lang={translation.language}>
                  {text}
                </Typography>
              ))}
            </div>
          )}
          {entities.length > 0 && (
            <div>
              <Typography variant="caption" color="textSecondary">
                {t('entities')}
              </Typography>
              <Typography variant="body2">{[...new Set(entities.map((each) => each.text))].join(' · ')}</Typography>
            </div>
          )}
          <Typography variant="caption" color="textSecondary">
            {t('confidence')}: {percent(locale, confidence)}
          </Typography>
        </Box>
      }
    >
      <IconButton size="small" aria-label={t('details')} sx={{ m: '-11px', ml: '-6px', color: 'text.secondary', verticalAlign: 'middle' }}>
        <InfoOutlined sx={{ fontSize: 17 }} />
      </IconButton>
    </Hint>
  );
}
