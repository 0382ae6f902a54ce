import Mic from '@mui/icons-material/Mic';
import VolumeUp from '@mui/icons-material/VolumeUp';
import Stack from '@mui/material/Stack';
import { useTranslation } from 'react-i18next';
import { useLevels } from '../conversation/useConversation';
import { useAppSelector } from '../store/hooks';
import { LevelMeter } from './LevelMeter';

/** How loud it is in both directions. */
export function Meters() {
  const { t } = useTranslation('conversation');
  const { input, output } = useLevels();
  const inputLevel = useAppSelector((state) => state.audio.inputLevel);
  const outputLevel = useAppSelector((state) => state.audio.outputLevel);
  const listensOnly = useAppSelector((state) => state.session.listensOnly);
  return (
    <Stack sx={{ flexDirection: { xs: 'row', md: 'column' }, gap: { xs: 2, md: 1.5 }, '& > *': { flex: 1 } }}>
      {!listensOnly && <LevelMeter label={t('microphone')} icon={<Mic fontSize="small" />} level={input} spoken={inputLevel} />}
      <LevelMeter label={t('loudspeaker')} icon={<VolumeUp fontSize="small" />} level={output} spoken={outputLevel} />
    </Stack>
  );
}
