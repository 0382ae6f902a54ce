import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsGuest } from '../conversation/questions';
import { useConversation } from '../conversation/useConversation';
import { useAppSelector } from '../store/hooks';
import { abilitiesOf, inability, type Abilities } from './ability';
import { canOnlyListen } from './canOnlyListen';
import { FailureText } from './FailureText';
import { Meters } from './Meters';
import { SpeakButton } from './SpeakButton';

/** The button, and how loud it is in both directions; in their place the reason where this browser cannot do it. */
export function ControlPanel({ abilities }: { abilities?: Abilities }) {
  const { t } = useTranslation('conversation');
  const conversation = useConversation();
  const failure = useAppSelector((state) => state.session.failure);
  const guest = useIsGuest();
  const [cannot] = useState(() => inability(abilities ?? abilitiesOf(window)));
  if (cannot) {
    return (
      <Alert severity="error">
        <FailureText failure={{ code: cannot }} />
      </Alert>
    );
  }
  // Whoever was invited to what is over has nothing to go on with.
  const shut = guest && failure?.code === 'SESSION_OVER';
  return (
    <Stack spacing={{ xs: 1, md: 2 }}>
      {failure && (
        <Alert severity="error">
          <FailureText failure={failure} />
          {canOnlyListen(failure) && (
            <Button size="small" color="inherit" variant="outlined" onClick={() => void conversation.listen()} sx={{ display: 'flex', mt: 1, px: 2 }}>
              {t('listenOnly')}
            </Button>
          )}
        </Alert>
      )}
      {!shut && <SpeakButton />}
      {!shut && <Meters />}
    </Stack>
  );
}
