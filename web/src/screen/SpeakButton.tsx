import GraphicEq from '@mui/icons-material/GraphicEq';
import Headphones from '@mui/icons-material/Headphones';
import Mic from '@mui/icons-material/Mic';
import Pause from '@mui/icons-material/Pause';
import PlayArrow from '@mui/icons-material/PlayArrow';
import Stop from '@mui/icons-material/Stop';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import CircularProgress from '@mui/material/CircularProgress';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import { alpha } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useConversation, useLevels } from '../conversation/useConversation';
import { useAppSelector } from '../store/hooks';
import { Hint } from '../theme/Hint';
import { comesBack } from './comesBack';
import type { SessionStatus } from '../store/session';

/** It grows with the letters in it. */
const SIZE = 'min(6.5rem, 36vw)';
/** On a phone, once it runs: what is said needs the room. */
const SMALL = 'min(5.5rem, 36vw)';
/** Longer words would touch the button's edge. */
const SHORT = 9;
/** How much the loudest voice makes the halo grow, as a share of the button. */
const HALO = 0.25;

const WORDS = { idle: 'speak', connecting: 'connecting', active: 'live', paused: 'paused', ended: 'speak' } as const satisfies Record<SessionStatus, string>;
const HINTS = { idle: 'idleHint', connecting: 'connectingHint', active: 'liveHint', paused: 'pausedHint', ended: 'endedHint' } as const satisfies Record<SessionStatus, string>;

/** The one button that matters; beside it what is needed only while it runs. */
export function SpeakButton() {
  const { t } = useTranslation('conversation');
  const conversation = useConversation();
  const status = useAppSelector((state) => state.session.status);
  const speaks = useAppSelector((state) => !state.session.listensOnly);
  const goesOn = useAppSelector(({ session }) => comesBack(session));
  const halo = useHalo(status === 'active' && speaks);
  const runs = status === 'active' || status === 'paused';
  const listens = status === 'active' && !speaks;
  const Icon = listens ? Headphones : { idle: Mic, connecting: Mic, active: GraphicEq, paused: Mic, ended: Mic }[status];
  const hint = listens ? 'listensOnlyHint' : status === 'ended' && goesOn ? 'endedComeBack' : HINTS[status];
  const word = t(listens ? 'listensOnly' : WORDS[status]);
  const size = runs ? { xs: SMALL, md: SIZE } : SIZE;
  const press = () => (status === 'active' && speaks ? conversation.pause() : void conversation.start());
  return (
    <Stack sx={{ alignItems: 'center' }} spacing={1}>
      <Box sx={{ display: 'grid', gridTemplateColumns: '56px auto 56px', alignItems: 'center', justifyItems: 'center', columnGap: { xs: 3, md: 2.5 } }}>
        {runs && speaks ? (
          <Hint title={status === 'active' ? t('pause') : t('goOn')}>
            <IconButton size="large" aria-label={status === 'active' ? t('pause') : t('goOn')} onClick={press} sx={{ border: 1, borderColor: 'divider' }}>
              {status === 'active' ? <Pause /> : <PlayArrow />}
            </IconButton>
          </Hint>
        ) : (
          <span />
        )}
        <Box sx={{ position: 'relative', width: size, height: size, my: '10px' }}>
          <Box
            ref={halo}
            aria-hidden
            sx={({ palette }) => ({ position: 'absolute', inset: 0, borderRadius: '50%', bgcolor: alpha(palette.primary.main, 0.28), transition: 'transform 80ms linear' })}
          />
          {status === 'connecting' && <CircularProgress size={`calc(${SIZE} + 12px)`} thickness={1.8} sx={{ position: 'absolute', inset: -6 }} aria-hidden />}
          <ButtonBase
            onClick={press}
            aria-disabled={status === 'connecting'}
            aria-describedby="speak-hint"
            focusRipple
            sx={{
              position: 'absolute',
              inset: 0,
              borderRadius: '50%',
              flexDirection: 'column',
              gap: 0.25,
              color: status === 'paused' ? 'primary.main' : 'primary.contrastText',
              bgcolor: status === 'paused' ? 'background.paper' : 'primary.main',
              border: 2,
              borderColor: 'primary.main',
              opacity: status === 'connecting' ? 0.85 : 1,
              '&.Mui-focusVisible': { outline: '3px solid', outlineColor: 'primary.main', outlineOffset: '4px' },
            }}
          >
            <Icon sx={{ fontSize: '2.25rem' }} />
            <Typography component="span" variant="body2" sx={{ fontWeight: 650, lineHeight: 1.2, whiteSpace: 'nowrap', fontSize: word.length > SHORT ? '0.75rem' : '0.875rem' }}>
              {word}
            </Typography>
          </ButtonBase>
        </Box>
        {runs ? (
          <Hint title={t('stop')}>
            <IconButton size="large" aria-label={t('stop')} onClick={() => void conversation.stop()} sx={{ border: 1, borderColor: 'divider' }}>
              <Stop />
            </IconButton>
          </Hint>
        ) : (
          <span />
        )}
      </Box>
      <Typography id="speak-hint" variant="body2" color="textSecondary" role="status" sx={{ minHeight: '1.5em', textAlign: 'center' }}>
        {t(hint)}
      </Typography>
    </Stack>
  );
}

/** Grows with the voice, so that people see that they are heard. */
function useHalo(live: boolean) {
  const { input } = useLevels();
  const halo = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const show = (level: number) => halo.current?.style.setProperty('transform', `scale(${1 + (live ? (level / 100) * HALO : 0)})`);
    show(0);
    return live ? input.subscribe(show) : undefined;
  }, [input, live]);
  return halo;
}
