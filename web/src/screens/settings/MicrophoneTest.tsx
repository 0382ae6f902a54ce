import MicIcon from '@mui/icons-material/Mic';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../failures/failure';
import { FailureAlert } from '../FailureAlert';
import { Level } from '../../conversation/levels';
import { LevelBar } from '../../screen/LevelBar';
import { failureFrom } from '../../conversation/endings';
import { useServices } from '../services';

/** Lets somebody see that they are heard, before it matters. Another device is listened to at once. */
export function MicrophoneTest({ deviceId }: { deviceId: string | undefined }) {
  const { t } = useTranslation('screens');
  const { listenToMicrophone } = useServices();
  const [testing, setTesting] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [level] = useState(() => new Level());
  useEffect(() => {
    if (!testing) {
      return;
    }
    let over = false;
    const listening = listenToMicrophone(deviceId, (now) => level.set(now));
    listening.catch((thrown: unknown) => {
      if (!over) {
        setFailure(failureFrom(thrown));
        setTesting(false);
      }
    });
    return () => {
      over = true;
      void listening.then((stop) => stop()).catch(() => undefined);
    };
  }, [testing, deviceId, level, listenToMicrophone]);
  return (
    <Box sx={{ mt: 1 }}>
      <Button
        startIcon={<MicIcon />}
        onClick={() => {
          setFailure(undefined);
          setTesting(!testing);
        }}
      >
        {testing ? t('settings.stopTest') : t('settings.testMicrophone')}
      </Button>
      {testing && (
        <>
          <LevelBar label={t('settings.levelLabel')} level={level} />
          <Typography variant="body2" color="textSecondary" sx={{ mt: 0.5 }}>
            {t('settings.testHint')}
          </Typography>
        </>
      )}
      {failure && <FailureAlert failure={failure} />}
    </Box>
  );
}
