import '../../i18n/texts/screens/screens';
import LoginIcon from '@mui/icons-material/Login';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignInFailure } from '../../auth/signIn';
import type { SignInWays } from '../../auth/ways';

/** What somebody sees who has not shown yet who they are. */
export function SignInScreen({
  ways,
  failure,
  onSignIn,
  onToken,
  onRetry,
}: {
  ways: SignInWays;
  failure?: SignInFailure;
  /** Leaves the page for the issuer's. */
  onSignIn(): void;
  /** @returns false where there is no token in the text */
  onToken(pasted: string): boolean;
  /** Asks the gateway again how one signs in. */
  onRetry(): void;
}) {
  const { t } = useTranslation('screens');
  const [leaving, setLeaving] = useState(false);
  const nothing = !ways.code && !ways.token;
  return (
    <Box component="main" sx={{ display: 'grid', placeItems: 'center', minHeight: '80dvh', p: 2 }}>
      <Paper variant="outlined" sx={{ p: { xs: 3, sm: 5 }, width: 1, maxWidth: 440 }}>
        <Box component="img" src="/favicon.svg" alt="" sx={{ display: 'block', width: 40, height: 40, mb: 2 }} />
        <Typography variant="h1" sx={{ fontSize: '1.6rem', mb: 1 }}>
          {t('signIn.title')}
        </Typography>
        <Typography color="textSecondary" sx={{ mb: 3 }}>
          {t('signIn.lead')}
        </Typography>
        {failure && (
          <Alert
            severity={failure === 'cancelled' || failure === 'expired' ? 'info' : 'error'}
            sx={{ mb: 3 }}
            action={nothing && failure === 'unreachable' && <RetryButton onRetry={onRetry} />}
          >
            {t(`signIn.failures.${failure}`)}
          </Alert>
        )}
        <Stack spacing={3}>
          {ways.code && (
            <Box>
              <Button
                fullWidth
                size="large"
                variant="contained"
                startIcon={<LoginIcon />}
                loading={leaving && !failure}
                loadingPosition="start"
                onClick={() => {
                  setLeaving(true);
                  onSignIn();
                }}
              >
                {t('signIn.withAccount')}
              </Button>
              <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
                {t('signIn.withAccountHint')}
              </Typography>
            </Box>
          )}
          {ways.code && ways.token && <Divider />}
          {ways.token && <TokenForm only={!ways.code} onToken={onToken} />}
        </Stack>
        {nothing && failure !== 'unreachable' && <Alert severity="info">{t('signIn.noWays')}</Alert>}
      </Paper>
    </Box>
  );
}

function RetryButton({ onRetry }: { onRetry(): void }) {
  const { t } = useTranslation();
  return (
    <Button color="inherit" onClick={onRetry}>
      {t('tryAgain')}
    </Button>
  );
}

/** @param only there is no other way in: it is what the page is about */
function TokenForm({ only, onToken }: { only: boolean; onToken(pasted: string): boolean }) {
  const { t } = useTranslation('screens');
  const [pasted, setPasted] = useState('');
  const [wrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWrong(!onToken(pasted));
  };
  return (
    <Box component="form" noValidate onSubmit={submit}>
      <Typography sx={{ mb: 2 }}>{t('signIn.tokenHint')}</Typography>
      <TextField
        fullWidth
        label={t('signIn.tokenLabel')}
        value={pasted}
        onChange={(event) => setPasted(event.target.value)}
        error={wrong}
        helperText={wrong ? t('signIn.tokenNone') : undefined}
        // A secret: nobody's keyboard is to learn it.
        slotProps={{ htmlInput: { autoComplete: 'off', autoCapitalize: 'none', spellCheck: false } }}
      />
      <Button type="submit" fullWidth size={only ? 'large' : 'medium'} variant={only ? 'contained' : 'outlined'} sx={{ mt: 2 }}>
        {t('signIn.tokenUse')}
      </Button>
    </Box>
  );
}
