import '../../i18n/texts/screens/screens';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useConsentsQuery, usePutConsentMutation, useVoiceProfilesQuery } from '../../api/api';
import type { ScreenProps } from '../../app/screens';
import { AskDialog } from '../AskDialog';
import { FailureAlert } from '../FailureAlert';
import { failureOfError } from '../failureOfError';
import { ScreenDialog } from '../ScreenDialog';
import { useAppDispatch } from '../../store/hooks';
import { useMay } from '../useMay';
import { Enrolment } from './Enrolment';
import { ProfileCard } from './ProfileCard';

type Told = 'saved' | 'bettered' | 'deleted' | 'takenBack';

/** One's own voice: made with consent, described in words, bettered, deleted, and the consent taken back. */
export function VoiceDialog({ onClose }: ScreenProps) {
  const { t } = useTranslation('screens');
  const { data, error, refetch } = useVoiceProfilesQuery();
  const dispatch = useAppDispatch();
  const several = useMay('severalVoices');
  const [enrolling, setEnrolling] = useState<{ profile?: string }>();
  const [told, setTold] = useState<Told>();
  const failure = failureOfError(error);
  const profiles = data?.profiles ?? [];
  const done = (what: Told) => {
    setEnrolling(undefined);
    setTold(what);
  };
  return (
    <ScreenDialog onClose={onClose} title={t('voice.title')}>
      <Box aria-live="polite">
        {told && (
          <Alert severity="success" sx={{ mb: 2 }}>
            {t(`voice.${told}`)}
          </Alert>
        )}
        {failure && <FailureAlert failure={failure} onRetry={() => void refetch()} />}
      </Box>
      {profiles.length === 0 && data && (
        <Typography color="textSecondary" sx={{ mb: 2 }}>
          {t('voice.lead')}
        </Typography>
      )}
      <Stack spacing={2} sx={{ mb: 2 }}>
        {profiles.map((profile) => (
          <ProfileCard
            key={profile.profileId}
            profile={profile}
            onBetter={() => {
              setTold(undefined);
              setEnrolling({ profile: profile.profileId });
            }}
            onDeleted={() => done('deleted')}
          />
        ))}
      </Stack>
      {enrolling || (data && profiles.length === 0) ? (
        <Enrolment
          key={enrolling?.profile ?? 'new'}
          {...(enrolling?.profile !== undefined && { profile: enrolling.profile })}
          onSaved={() => done(enrolling?.profile === undefined ? 'saved' : 'bettered')}
          {...(profiles.length > 0 && { onCancel: () => setEnrolling(undefined) })}
        />
      ) : (
        several && data && <Button onClick={() => setEnrolling({})}>{t('voice.another')}</Button>
      )}
      <TakeBack onTakenBack={() => done('takenBack')} onProfilesGone={() => dispatch(api.util.updateQueryData('voiceProfiles', undefined, () => ({ profiles: [] })))} />
    </ScreenDialog>
  );
}

/**
 * Offered to whoever has agreed, also without a profile.
 *
 * @param onProfilesGone the gateway has taken it down and deletes them in the next moments: asked at once, it still has them
 */
function TakeBack({ onTakenBack, onProfilesGone }: { onTakenBack(): void; onProfilesGone(): void }) {
  const { t } = useTranslation('screens');
  const { data } = useConsentsQuery();
  const [put, { error }] = usePutConsentMutation();
  const [asking, setAsking] = useState(false);
  const failure = failureOfError(error);
  const agreed = data?.consents.some((consent) => consent.kind === 'VOICE_CLONING' && consent.given) ?? false;
  const confirmed = async () => {
    setAsking(false);
    if (!('error' in (await put({ kind: 'VOICE_CLONING', given: false })))) {
      onTakenBack();
      onProfilesGone();
    }
  };
  if (!agreed) {
    return null;
  }
  return (
    <Box sx={{ mt: 2, pt: 2, borderTop: 1, borderColor: 'divider' }}>
      <Button color="error" onClick={() => setAsking(true)}>
        {t('voice.takeBack')}
      </Button>
      {failure && <FailureAlert failure={failure} />}
      <AskDialog
        open={asking}
        title={t('voice.takeBackTitle')}
        text={t('voice.takeBackText')}
        yes={t('voice.takeBack')}
        onYes={() => void confirmed()}
        onNo={() => setAsking(false)}
      />
    </Box>
  );
}
