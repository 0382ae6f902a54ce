import Box from '@mui/material/Box';
import { useTheme } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import { voiceKey, type TranscriptState } from '@univoice/client';
import { useTranslation } from 'react-i18next';
import { speakerName } from '../../screen/speakerName';
import { voiceColour } from '../../theme/palette';

/** What was said, line by line, each with what it means elsewhere. */
export function TranscriptView({ lines, voices, names }: TranscriptState) {
  const { t } = useTranslation('conversation');
  const { mode } = useTheme().palette;
  const known = { names, voices, me: undefined };
  const words = {
    me: t('itsMe'),
    nobody: (number: number) => t('participant', { number }),
    beside: (number: number, name: string) => t('speakerBeside', { number, name }),
    besideMe: (number: number) => t('speakerBesideMe', { number }),
  };
  return (
    <Box
      component="ol"
      // Long lists are scrolled by keyboard too.
      tabIndex={0}
      sx={{ listStyle: 'none', m: 0, p: 0, maxHeight: '45dvh', overflowY: 'auto' }}
    >
      {lines.map((each) => (
        <Box component="li" key={each.segment} sx={{ py: 1.25, borderBottom: 1, borderColor: 'divider', contentVisibility: 'auto', containIntrinsicSize: 'auto 72px' }}>
          <Typography variant="caption" component="div" sx={{ color: voiceColour(mode, voices[voiceKey(each.participant, each.speaker)]?.colour ?? 0), fontWeight: 600, overflowWrap: 'anywhere' }}>
            {speakerName(each, known, words)} <Box component="span" sx={{ color: 'text.secondary', fontWeight: 400 }}>{clock(each.startMs)}</Box>
          </Typography>
          <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, columnGap: 3, rowGap: 0.5 }}>
            <Typography lang={each.language}>{each.text}</Typography>
            <Box>
              {each.translations.map((other) => (
                <Typography key={other.language} lang={other.language} color="textSecondary">
                  {other.text}
                </Typography>
              ))}
            </Box>
          </Box>
        </Box>
      ))}
    </Box>
  );
}

/** Minutes and seconds since the session began. */
function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
