import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import Typography from '@mui/material/Typography';
import { useConnection } from '../conversation/questions';
import { useAppSelector } from '../store/hooks';
import { ConnectionBanner } from './ConnectionBanner';
import { ControlPanel } from './ControlPanel';
import { LanguageRow } from './LanguageRow';
import { Participants } from './Participants';
import { Transcript } from './Transcript';
import { Vitals } from './Vitals';
import { VitalsLine } from './VitalsLine';

/** A phone that is held sideways, or a window whose letters are twice as large: too low for everything one above the other. */
const LOW = '@media (min-width: 600px) and (max-height: 500px)';
/** Less of the transcript cannot be read; what does not fit then is scrolled to. */
const LEAST = 'minmax(120px, 1fr)';

/**
 * The conversation. On a wide screen the controls stand left of the transcript; on a phone languages are above it and
 * the button beneath, where the thumb is, or right of it where the phone is held sideways. By keyboard the button follows
 * the languages everywhere.
 */
export function ConversationScreen() {
  const { t } = useTranslation('conversation');
  const showTranscript = useAppSelector((state) => state.ui.settings.showTranscript);
  const begun = useConnection() !== 'notConnected';
  return (
    <Box
      sx={{
        height: 1,
        display: 'grid',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '380px minmax(0, 1fr)' },
        gridTemplateRows: { xs: `auto auto ${LEAST} auto`, md: 'auto auto auto minmax(0, 1fr)' },
        gridTemplateAreas: {
          xs: '"banner" "languages" "transcript" "controls"',
          md: '"banner banner" "languages transcript" "controls transcript" "vitals transcript"',
        },
        [LOW]: {
          gridTemplateColumns: 'minmax(0, 1fr) 280px',
          gridTemplateRows: `auto auto ${LEAST}`,
          gridTemplateAreas: '"banner banner" "languages controls" "transcript controls"',
        },
      }}
    >
      <Box sx={{ gridArea: 'banner' }}>
        <ConnectionBanner />
      </Box>
      <Box component="section" aria-label={t('languages')} sx={{ gridArea: 'languages', p: { xs: 1.5, md: 3 }, pb: { xs: 1, md: 1 }, bgcolor: 'background.paper', borderRight: { md: 1 }, borderColor: { md: 'divider' } }}>
        <LanguageRow />
      </Box>
      <Box component="section" aria-label={t('controls')} sx={{ gridArea: 'controls', p: { xs: 1.5, md: 3 }, bgcolor: 'background.paper', borderTop: { xs: 1, md: 0 }, borderRight: { xs: 0, md: 1 }, borderColor: { xs: 'divider', md: 'divider' }, [LOW]: { borderTop: 0, borderLeft: 1, borderRight: 0, borderColor: 'divider', px: 1.5, py: 1 } }}>
        <Box sx={{ display: { md: 'none' }, [LOW]: { display: 'block' } }}>
          <VitalsLine />
        </Box>
        <ControlPanel />
      </Box>
      <Box
        // With many people it scrolls, by keyboard too; before it begins there is nothing in it.
        {...(begun && { role: 'region', 'aria-label': t('howItGoes'), tabIndex: 0 })}
        sx={{ gridArea: 'vitals', display: { xs: 'none', md: 'grid' }, [LOW]: { display: 'none' }, gridTemplateColumns: 'minmax(0, 1fr)', alignContent: 'start', gap: 3, p: 3, pt: 1, overflowY: 'auto', bgcolor: 'background.paper', borderRight: 1, borderColor: 'divider', '&:focus-visible': { outlineOffset: -2 } }}
      >
        <Vitals />
        <Participants />
      </Box>
      <Box sx={{ gridArea: 'transcript', minHeight: 0, borderTop: { xs: 1, md: 0 }, borderColor: { xs: 'divider' } }}>
        {showTranscript ? (
          <Transcript />
        ) : (
          <Typography color="textSecondary" sx={{ textAlign: 'center', pt: { xs: 4, md: '18vh' } }}>
            {t('transcriptHidden')}
          </Typography>
        )}
      </Box>
    </Box>
  );
}
