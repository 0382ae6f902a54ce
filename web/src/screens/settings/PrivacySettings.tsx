import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConsentsQuery, usePutConsentMutation } from '../../api/api';
import { AskDialog } from '../AskDialog';
import { CONSENT_VERSION } from '../consentVersion';
import { FailureAlert } from '../FailureAlert';
import { failureOfError } from '../failureOfError';
import { useMay } from '../useMay';
import { Toggle } from './Toggle';
import type { SettingsHold } from './useSettings';

/** Recording, for those who may: nothing is recorded of anybody who has not agreed. */
export function PrivacySettings({ hold }: { hold: SettingsHold }) {
  const { t } = useTranslation('screens');
  const { settings, change, inSession, owner } = hold;
  const mayRecord = useMay('record');
  const { data, isLoading } = useConsentsQuery();
  const [put, { error }] = usePutConsentMutation();
  const [asking, setAsking] = useState(false);
  const [takenBack, setTakenBack] = useState(false);
  const agreed = data?.consents.some((consent) => consent.kind === 'RECORDING' && consent.given) ?? false;
  const failure = failureOfError(error);
  const agree = async () => {
    setAsking(false);
    setTakenBack(false);
    const answer = await put({ kind: 'RECORDING', given: true, statement: t('settings.recordStatement'), version: CONSENT_VERSION });
    if (!('error' in answer) && mayRecord) {
      await change({ enableRecording: true });
    }
  };
  const takeBack = async () => {
    if (!('error' in (await put({ kind: 'RECORDING', given: false })))) {
      setTakenBack(true);
      if (settings.enableRecording && mayRecord) {
        await change({ enableRecording: false });
      }
    }
  };
  return (
    <Box>
      {mayRecord ? (
        <Toggle
          label={t('settings.record')}
          hint={t('settings.recordHint')}
          checked={settings.enableRecording}
          disabled={!owner || isLoading}
          onChange={(on) => (on && !agreed ? setAsking(true) : void change({ enableRecording: on }))}
        />
      ) : (
        <Typography color="textSecondary">{t('settings.recordNotOffered')}</Typography>
      )}
      {mayRecord && settings.enableRecording && inSession && (
        <Box sx={{ mt: 1.5, pl: 2, borderLeft: 3, borderColor: agreed ? 'error.main' : 'divider' }}>
          <Typography variant="body2" sx={{ fontWeight: 600 }}>
            {agreed ? `${t('settings.recordWho')}: ${t('settings.recordYou')}` : t('settings.recordNobody')}
          </Typography>
          <Typography variant="body2" color="textSecondary">
            {t('settings.recordOthersUnknown')}
          </Typography>
        </Box>
      )}
      {agreed && (
        <Button sx={{ mt: 1, ml: -1 }} onClick={() => void takeBack()}>
          {t('settings.recordTakeBack')}
        </Button>
      )}
      <Box aria-live="polite">
        {takenBack && !agreed && <Alert severity="success">{t('settings.recordTakenBack')}</Alert>}
        {failure && <FailureAlert failure={failure} />}
      </Box>
      <AskDialog
        open={asking}
        title={t('settings.recordAskTitle')}
        text={t('settings.recordAskText')}
        yes={t('settings.recordAgree')}
        no={t('settings.recordDecline')}
        grave={false}
        onYes={() => void agree()}
        onNo={() => setAsking(false)}
      >
        <Typography component="blockquote" sx={{ m: 0, mt: 2, pl: 2, borderLeft: 3, borderColor: 'primary.main' }}>
          {t('settings.recordStatement')}
        </Typography>
      </AskDialog>
    </Box>
  );
}
