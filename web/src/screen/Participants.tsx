import Avatar from '@mui/material/Avatar';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { useIsAlone, useIsConnected, useParticipants } from '../conversation/questions';
import { languageName } from '../i18n/formats';
import { useLocale } from '../i18n/useLocale';
import { useAppSelector } from '../store/hooks';
import { voiceColour } from '../theme/palette';

/** Who takes part, in which language, and whether they are here. */
export function Participants() {
  const { t } = useTranslation('conversation');
  const locale = useLocale();
  const participants = useParticipants();
  const me = useAppSelector((state) => state.session.currentSession?.participantId);
  const alone = useIsAlone();
  const listensOnly = useAppSelector((state) => state.session.listensOnly);
  const connected = useIsConnected();
  const voices = useAppSelector((state) => state.session.transcript.voices);
  if (!connected || participants.length === 0) {
    return null;
  }
  return (
    <Box component="section" aria-labelledby="participants">
      <Typography id="participants" variant="h3" component="h2" sx={{ mb: 1 }}>
        {t('participants')}
      </Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 1 }}>
        {participants.map(({ participantId, name, speaks, connected: here }, at) => {
          const colour = Object.values(voices).find((each) => each.participant === participantId)?.colour;
          const shown = name || (participantId === me ? t('itsMe') : t('participant', { number: at + 1 }));
          return (
            <Box component="li" key={participantId} sx={{ display: 'flex', alignItems: 'center', gap: 1.5, color: here ? 'text.primary' : 'text.secondary' }}>
              <Avatar aria-hidden sx={({ palette }) => ({
                  width: 32,
                  height: 32,
                  fontSize: 14,
                  fontWeight: 650,
                  bgcolor: 'transparent',
                  border: 2,
                  // As in the transcript, once they were heard there.
                  borderColor: colour === undefined ? 'divider' : voiceColour(palette.mode, colour),
                  color: colour === undefined ? 'text.secondary' : voiceColour(palette.mode, colour),
                  opacity: here ? 1 : 0.7,
                })}>
                {shown.slice(0, 1).toLocaleUpperCase(locale)}
              </Avatar>
              {/* A long name takes more lines: whoever has one is somebody, too. */}
              <Typography variant="body2" sx={{ fontWeight: 600, minWidth: 0, overflowWrap: 'anywhere' }}>
                {participantId === me && name ? t('itsYou', { name }) : shown}
              </Typography>
              <Typography variant="body2" color="textSecondary" noWrap sx={{ ml: 'auto', flexShrink: 0 }}>
                {[speaks && speaks !== 'auto' ? languageName(locale, speaks) : '', here ? t('isHere') : t('isAway')].filter(Boolean).join(' · ')}
              </Typography>
            </Box>
          );
        })}
      </Box>
      {alone && (
        <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
          {t(listensOnly ? 'aloneListening' : 'alone')}
        </Typography>
      )}
    </Box>
  );
}
