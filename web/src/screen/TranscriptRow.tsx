import type { TranscriptLine } from '@univoice/client';
import Box from '@mui/material/Box';
import { alpha } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import VolumeUp from '@mui/icons-material/VolumeUp';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { languageName } from '../i18n/formats';
import { useLocale } from '../i18n/useLocale';
import { voiceColour } from '../theme/palette';
import { LineDetails } from './LineDetails';
import { hasDetails, shownTranslations, stableParts } from './lineView';

export interface TranscriptRowProps {
  line: TranscriptLine;
  name: string;
  colour: number;
  /** The name stands above already. */
  goesOn: boolean;
  /** Its translation sounds at this moment. */
  sounds: boolean;
}

/** One segment: what was said, and beside it what it means. Drawn again only when one of these changes. */
export const TranscriptRow = memo(function TranscriptRow({ line, name, colour, goesOn, sounds }: TranscriptRowProps) {
  const { t } = useTranslation('conversation');
  const locale = useLocale();
  const { stable, changing } = stableParts(line);
  const translations = shownTranslations(line);
  return (
    <Box
      component="li"
      sx={({ palette }) => ({
        // Lines out of sight are neither laid out nor painted: a thousand of them cost what a screenful does.
        contentVisibility: 'auto',
        containIntrinsicSize: 'auto 64px',
        borderLeft: 3,
        borderColor: voiceColour(palette.mode, colour),
        pl: 1.5,
        pr: 1,
        py: 0.5,
        mt: goesOn ? 0 : 1.5,
        bgcolor: sounds ? alpha(palette.primary.main, palette.mode === 'dark' ? 0.2 : 0.09) : 'transparent',
        borderRadius: '0 8px 8px 0',
      })}
    >
      {!goesOn && (
        <Typography component="h3" variant="body2" sx={{ mb: 0.25 }}>
          <Box component="span" sx={({ palette }) => ({ fontWeight: 700, color: voiceColour(palette.mode, colour) })}>
            {name}
          </Box>
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {' · '}
            {languageName(locale, line.language)}
          </Box>
        </Typography>
      )}
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: translations.length > 0 ? '1fr 1fr' : '1fr' }, columnGap: 3, rowGap: 0.25 }}>
        <Typography lang={line.language} sx={{ overflowWrap: 'anywhere', color: translations.length > 0 ? 'text.secondary' : 'text.primary' }}>
          {stable}
          {changing !== '' && (
            <Box component="em" sx={{ color: 'text.secondary' }}>
              {changing}
            </Box>
          )}
          {!line.final && <Flag>{t('provisional')}</Flag>}
          {line.final && line.lowConfidence && <Flag warn>{t('uncertain')}</Flag>}
          {line.overlapped && <Flag>{t('overlapped')}</Flag>}
        </Typography>
        {translations.map((each) => (
          <Typography key={each.language} lang={each.language} sx={{ overflowWrap: 'anywhere' }}>
            {each.text}
            {hasDetails(each) && <LineDetails translation={each} />}
            {sounds && (
              <Flag>
                <VolumeUp aria-hidden sx={{ fontSize: 14, mr: 0.5, verticalAlign: '-2px' }} />
                {t('speaking')}
              </Flag>
            )}
          </Typography>
        ))}
      </Box>
    </Box>
  );
});

/** A remark on a line, in words. */
function Flag({ children, warn = false }: { children: ReactNode; warn?: boolean }) {
  return (
    <>
      {' '}
      <Box
        component="span"
        sx={{ display: 'inline-block', px: 0.75, py: '1px', fontSize: '0.75rem', fontStyle: 'normal', whiteSpace: 'nowrap', borderRadius: 1, border: 1, borderColor: warn ? 'warning.main' : 'divider', color: warn ? 'warning.main' : 'text.secondary' }}
      >
        {children}
      </Box>
    </>
  );
}
