import Mic from '@mui/icons-material/Mic';
import VolumeUp from '@mui/icons-material/VolumeUp';
import Alert from '@mui/material/Alert';
import Stack from '@mui/material/Stack';
import { useTranslation } from 'react-i18next';
import { useLevels } from '../conversation/useConversation';
import { useAppSelector } from '../store/hooks';
import { FailureText } from './FailureText';
import { LevelMeter } from './LevelMeter';
import { SpeakButton } from './SpeakButton';

/** The button, and how loud it is in both directions. */
export function ControlPanel() {
  const { t } = useTranslation('conversation');
  const { input, output } = useLevels();
  const inputLevel = useAppSelector((state) => state.audio.inputLevel);
  const outputLevel = useAppSelector((state) => state.audio.outputLevel);
  const failure = useAppSelector((state) => state.session.failure);
  return (
    <Stack spacing={{ xs: 1, md: 2 }}>
      {failure && (
        <Alert severity="error">
          <FailureText failure={failure} />
        </Alert>
      )}
      <SpeakButton />
      <Stack spacing={1} sx={{ flexDirection: { xs: 'row', md: 'column' }, gap: { xs: 2, md: 1 }, '& > *': { flex: 1, m: '0 !important' } }}>
        <LevelMeter label={t('microphone')} icon={<Mic fontSize="small" />} level={input} spoken={inputLevel} />
        <LevelMeter label={t('loudspeaker')} icon={<VolumeUp fontSize="small" />} level={output} spoken={outputLevel} />
      </Stack>
    </Stack>
  );
}
