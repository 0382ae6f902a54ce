import ArrowDownward from '@mui/icons-material/ArrowDownward';
import Box from '@mui/material/Box';
import Fab from '@mui/material/Fab';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { useAppSelector } from '../store/hooks';
import { visuallyHidden } from '../theme/visuallyHidden';
import { EmptyTranscript } from './EmptyTranscript';
import { EndedSummary } from './EndedSummary';
import { announced, goesOn } from './lineView';
import { TranscriptRow } from './TranscriptRow';
import { useSpeakerName } from './useSpeakerName';
import { useStickToEnd } from './useStickToEnd';

/** Everything that was said, the newest at the end and in sight. */
export function Transcript() {
  const { t } = useTranslation('conversation');
  const { lines, voices } = useAppSelector((state) => state.session.transcript);
  const sounding = useAppSelector((state) => state.audio.playingSegment);
  const nameOf = useSpeakerName();
  const { frame, content, sticks, jump, onScroll } = useStickToEnd(lines.length > 0);
  return (
    <Box sx={{ position: 'relative', height: 1, minHeight: 0 }}>
      <Typography id="transcript" variant="h2" sx={visuallyHidden}>
        {t('transcript')}
      </Typography>
      <Box
        ref={frame}
        onScroll={onScroll}
        // A box that scrolls must be reachable by keyboard, or nobody without a mouse reads what is above.
        tabIndex={0}
        role="region"
        aria-labelledby="transcript"
        sx={{ height: 1, overflowY: 'auto', overscrollBehavior: 'contain', px: { xs: 1.5, sm: 3 }, pb: 2, scrollbarGutter: 'stable', '&:focus-visible': { outlineOffset: -2 } }}
      >
        {/* On a very wide screen the eye would lose the line on its way to the translation. */}
        <Box ref={content} component="div" sx={{ maxWidth: 1200, mx: 'auto' }}>
          {lines.length === 0 ? (
            <EmptyTranscript />
          ) : (
            <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {lines.map((line, at) => (
                <TranscriptRow
                  key={line.segment}
                  line={line}
                  name={nameOf(line)}
                  colour={voices[`${line.participant}/${line.speaker}`]?.colour ?? 0}
                  goesOn={goesOn(lines[at - 1], line)}
                  sounds={line.segment === sounding}
                />
              ))}
            </Box>
          )}
          <EndedSummary />
        </Box>
      </Box>
      {!sticks && (
        <Fab variant="extended" size="large" color="primary" onClick={jump} sx={{ position: 'absolute', bottom: 16, left: '50%', transform: 'translateX(-50%)', gap: 1, textTransform: 'none', whiteSpace: 'nowrap' }}>
          <ArrowDownward fontSize="small" />
          {t('jump')}
        </Fab>
      )}
      <Announcement />
    </Box>
  );
}

/** Tells screen readers what somebody said once it will not change any more. */
function Announcement() {
  const { t } = useTranslation('conversation');
  const transcript = useAppSelector((state) => state.session.transcript);
  const me = useAppSelector((state) => state.session.currentSession?.participantId);
  const nameOf = useSpeakerName();
  const latest = announced(transcript, me);
  return (
    <Box aria-live="polite" sx={visuallyHidden}>
      {latest && t('announced', { name: nameOf(latest.line), text: latest.text })}
    </Box>
  );
}
