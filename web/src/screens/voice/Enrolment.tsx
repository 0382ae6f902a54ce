import MicIcon from '@mui/icons-material/Mic';
import StopIcon from '@mui/icons-material/Stop';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddVoiceSamplesMutation, useCreateVoiceProfileMutation, usePutConsentMutation } from '../../api/api';
import { failureFrom } from '../../conversation/endings';
import type { Failure } from '../../failures/failure';
import { useLocale } from '../../i18n/useLocale';
import { useAppSelector } from '../../store/hooks';
import { CONSENT_VERSION } from '../consentVersion';
import { FailureAlert } from '../FailureAlert';
import { Level } from '../../conversation/levels';
import { LevelBar } from '../../screen/LevelBar';
import { sampleFault } from './sampleFault';
import { Statement } from './Statement';
import { useVoiceRecording } from './useVoiceRecording';

/**
 * A sample of one's voice: the person reads what they agree to, so the recording is the proof and the sample in one.
 *
 * @param profile what is bettered; absent: a new one is made
 */
export function Enrolment({ profile, onSaved, onCancel }: { profile?: string; onSaved(): void; onCancel?: () => void }) {
  const { t } = useTranslation(['screens', 'common']);
  const locale = useLocale();
  const deviceId = useAppSelector((state) => state.audio.inputDevice?.deviceId);
  const [level] = useState(() => new Level());
  const { state, seconds, start, stop } = useVoiceRecording(deviceId, level);
  const [putConsent] = usePutConsentMutation();
  const [create] = useCreateVoiceProfileMutation();
  const [addSamples] = useAddVoiceSamplesMutation();
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const statement = t('voice.statement');
  const busy = state.name === 'recording' || state.name === 'starting';
  const fault = state.name === 'done' ? sampleFault(state.sample) : undefined;

  const save = async (recording: Blob) => {
    setSaving(true);
    setFailure(undefined);
    try {
      await putConsent({ kind: 'VOICE_CLONING', given: true, statement, version: CONSENT_VERSION }).unwrap();
      if (profile === undefined) {
        await create({ language: locale, recording }).unwrap();
      } else {
        await addSamples({ profile, recording }).unwrap();
      }
      onSaved();
    } catch (thrown) {
      setFailure(failureFrom(thrown));
      setSaving(false);
    }
  };

  return (
    <Stack spacing={2}>
      <Statement text={statement} quiet={busy} />
      <Typography>{t('voice.recordHint')}</Typography>
      {/* In sight on a phone, too: whoever reads the text aloud sees that they are heard, and how to stop. */}
      <Stack spacing={1.5} sx={{ position: 'sticky', bottom: 0, zIndex: 1, py: 1.5, bgcolor: 'background.paper' }}>
        {busy && <LevelBar label={t('voice.levelLabel')} level={level} />}
        <Box role="status">
          {state.name === 'recording' && (
            <Typography sx={{ fontWeight: 600 }}>
              {t('voice.recording')}{' '}
              <Box component="span" aria-hidden sx={{ fontVariantNumeric: 'tabular-nums' }}>
                {`${seconds}\u00a0s`}
              </Box>
            </Typography>
          )}
          {state.name === 'done' && fault && (
            <Alert severity="warning">{t(`voice.${fault}`, { seconds: (state.sample.durationMs / 1000).toFixed(1) })}</Alert>
          )}
          {state.name === 'done' && !fault && <Typography>{t('voice.length', { seconds: Math.round(state.sample.durationMs / 1000) })}</Typography>}
          {state.name === 'failed' && <FailureAlert failure={state.failure} />}
          {failure && <FailureAlert failure={failure} />}
        </Box>
        {state.name === 'done' && (
          // eslint-disable-next-line jsx-a11y/media-has-caption -- its words are the statement above
          <audio controls src={state.url} aria-label={t('voice.listen')} style={{ width: '100%' }} />
        )}
        <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap' }}>
          {busy ? (
            <Button variant="contained" color="error" startIcon={<StopIcon />} disabled={state.name === 'starting'} onClick={() => void stop()}>
              {t('voice.stop')}
            </Button>
          ) : (
            <Button variant={state.name === 'done' && !fault ? 'outlined' : 'contained'} startIcon={<MicIcon />} disabled={saving} onClick={() => void start()}>
              {state.name === 'done' ? t('voice.again') : t('voice.record')}
            </Button>
          )}
          {state.name === 'done' && !fault && (
            <Button variant="contained" loading={saving} onClick={() => void save(state.sample.wav)}>
              {t('voice.save')}
            </Button>
          )}
          {onCancel && (
            <Button disabled={saving} onClick={onCancel}>
              {t('common:cancel')}
            </Button>
          )}
        </Stack>
      </Stack>
    </Stack>
  );
}
