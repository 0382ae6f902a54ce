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
  const chosen = useAppSelector((state) => state.ui.settings.participantName);
  const account = useAppSelector((state) => accountName(state));
  const session = useAppSelector((state) => (state.session.status === 'ended' ? null : state.session.currentSession));
  const [rename, { error, isSuccess, reset }] = useRenameParticipantMutation();
  const [name, setName] = useState(known);
  const failure = failureOfError(error);
  // Whoever has left it meanwhile is seen by nobody there.
  const refused = failure?.status === 404 ? undefined : failure;
  const leave = async () => {
    // Nobody is without a name where others know theirs.
    const wanted = name.trim() || account || (session ? known : '');
    setName(wanted);
    if (wanted === known) {
      return;
    }
    // The account's own is not chosen: it may change there.
    dispatch(settingsChanged({ participantName: wanted === account ? '' : wanted }));
    if (session !== null && wanted !== '') {
      const answer = await rename({ session: session.sessionId, participant: session.participantId, participantName: wanted });
      const status = failureOfError(answer.error)?.status;
      if (answer.error && status !== 404) {
        // The others still see the one before; the next try is one, too.
        dispatch(settingsChanged({ participantName: chosen }));
      }
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
      onBlur={() => void leave()}
      slotProps={{ htmlInput: { maxLength: LONGEST_NAME }, formHelperText: { 'aria-live': 'polite' } }}
    />
  );
}
