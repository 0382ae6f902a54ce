import VolumeUpIcon from '@mui/icons-material/VolumeUp';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Slider from '@mui/material/Slider';
import Typography from '@mui/material/Typography';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { devicesChanged, inputChosen, originalChosen, outputChosen, volumeChosen } from '../../store/audio';
import { useAppDispatch, useAppSelector } from '../../store/hooks';
import { percent } from '../../i18n/formats';
import { useLocale } from '../../i18n/useLocale';
import { useServices } from '../services';
import { Choice } from './Choice';
import { DeviceChoice } from './DeviceChoice';
import { MicrophoneTest } from './MicrophoneTest';

/** Devices, how loud, and whether one hears the others themselves. */
export function SoundSettings() {
  const { t } = useTranslation('screens');
  const dispatch = useAppDispatch();
  const { watchDevices, canChooseLoudspeaker } = useServices();
  const { inputDevice, outputDevice, devices, original } = useAppSelector((state) => state.audio);
  useEffect(() => watchDevices((found) => dispatch(devicesChanged(found))), [watchDevices, dispatch]);
  return (
    <>
      <Box>
        <DeviceChoice
          label={t('settings.microphone')}
          devices={devices.filter((each) => each.kind === 'audioinput')}
          chosen={inputDevice}
          onChoose={(device) => dispatch(inputChosen(device))}
        />
        <MicrophoneTest deviceId={inputDevice?.deviceId} />
      </Box>
      <Box>
        {canChooseLoudspeaker ? (
          <DeviceChoice
            label={t('settings.loudspeaker')}
            devices={devices.filter((each) => each.kind === 'audiooutput')}
            chosen={outputDevice}
            onChoose={(device) => dispatch(outputChosen(device))}
          />
        ) : (
          <Typography variant="body2" color="textSecondary">
            {t('settings.loudspeakerFixed')}
          </Typography>
        )}
        <Loudness />
      </Box>
      <Choice
        label={t('settings.original')}
        value={original}
        onChange={(how) => dispatch(originalChosen(how))}
        options={[
          { value: 'off', label: t('settings.originalOff'), hint: t('settings.originalOffHint') },
          { value: 'ducked', label: t('settings.originalDucked'), hint: t('settings.originalDuckedHint') },
          { value: 'muted', label: t('settings.originalMuted'), hint: t('settings.originalMutedHint') },
        ]}
      />
    </>
  );
}

function Loudness() {
  const { t } = useTranslation('screens');
  const locale = useLocale();
  const dispatch = useAppDispatch();
  const { playTestSound } = useServices();
  const { volume, outputDevice } = useAppSelector((state) => state.audio);
  const [playing, setPlaying] = useState(false);
  const labelId = useId();
  const play = async () => {
    setPlaying(true);
    await playTestSound(outputDevice?.deviceId, volume).catch(() => undefined);
    setPlaying(false);
  };
  return (
    <Box sx={{ mt: 2 }}>
      <Typography id={labelId} sx={{ fontWeight: 600 }}>
        {t('settings.volume')}
      </Typography>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap' }}>
        <Slider
          aria-labelledby={labelId}
          value={Math.round(volume * 100)}
          getAriaValueText={(value) => percent(locale, value / 100)}
          valueLabelDisplay="auto"
          onChange={(_event, value) => dispatch(volumeChosen(Number(value) / 100))}
          sx={{ flex: '1 1 160px', mx: 1 }}
        />
        <Button startIcon={<VolumeUpIcon />} loading={playing} loadingPosition="start" onClick={() => void play()}>
          {t('settings.testLoudspeaker')}
        </Button>
      </Box>
    </Box>
  );
}
