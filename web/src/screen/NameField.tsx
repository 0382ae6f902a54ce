import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppDispatch, useAppSelector } from '../store/hooks';
import { settingsChanged } from '../store/ui';

/** As long as the api takes. */
export const LONGEST_NAME = 100;

/** How others see one; kept for the next visit. A session that runs already keeps the name that it was entered with. */
export function NameField({ first }: { first?: string }) {
  const { t } = useTranslation('conversation');
  const dispatch = useAppDispatch();
  const kept = useAppSelector((state) => state.ui.settings.participantName);
  const inSession = useAppSelector((state) => state.session.currentSession !== null && state.session.status !== 'ended');
  const [name, setName] = useState(kept);
  return (
    <TextField
      fullWidth
      label={t('nameSeen')}
      value={name}
      autoComplete="name"
      helperText={inSession && name.trim() !== kept ? t('nameNext') : first}
      onChange={(event) => setName(event.target.value)}
      onBlur={() => dispatch(settingsChanged({ participantName: name.trim() }))}
      slotProps={{ htmlInput: { maxLength: LONGEST_NAME } }}
    />
  );
}
