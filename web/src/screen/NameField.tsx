import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRenameParticipantMutation } from '../api/api';
import { accountName, LONGEST_NAME, ownName } from '../conversation/ownName';
import { failureOfError } from '../screens/failureOfError';
import { useAppDispatch, useAppSelector } from '../store/hooks';
import { settingsChanged } from '../store/ui';
import { FailureText } from './FailureText';

/** How others see one, in the conversation that runs and in those to come; kept for the next visit. */
export function NameField({ first }: { first?: string }) {
  const { t } = useTranslation('conversation');
  const dispatch = useAppDispatch();
  const known = useAppSelector(ownName);
  const account = useAppSelector((state) => accountName(state));
  const session = useAppSelector((state) => (state.session.status === 'ended' ? null : state.session.currentSession));
  const [rename, { error, isSuccess, reset }] = useRenameParticipantMutation();
  const [name, setName] = useState(known);
  const failure = failureOfError(error);
  // Whoever has left it meanwhile is seen by nobody there.
  const refused = failure?.status === 404 ? undefined : failure;
  const leave = () => {
    const wanted = name.trim() || account;
    setName(wanted);
    if (wanted === known) {
      return;
    }
    // The account's own is not chosen: it may change there.
    dispatch(settingsChanged({ participantName: wanted === account ? '' : wanted }));
    if (session !== null && wanted !== '') {
      void rename({ session: session.sessionId, participant: session.participantId, participantName: wanted });
    }
  };
  return (
    <TextField
      fullWidth
      label={t('nameSeen')}
      value={name}
      autoComplete="name"
      error={refused !== undefined}
      helperText={refused ? <FailureText failure={refused} /> : isSuccess ? t('nameTold') : first}
      onChange={(event) => {
        setName(event.target.value);
        reset();
      }}
      onBlur={leave}
      slotProps={{ htmlInput: { maxLength: LONGEST_NAME }, formHelperText: { 'aria-live': 'polite' } }}
    />
  );
}
