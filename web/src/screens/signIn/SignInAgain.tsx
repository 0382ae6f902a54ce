import '../../i18n/texts/screens/screens';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';

/** The sign-in has ended while something runs: said, and not done to it. */
export function SignInAgain({ by, onAgain }: { by: 'link' | 'issuer'; onAgain(): void }) {
  const { t } = useTranslation('screens');
  return (
    <Alert
      severity="warning"
      action={
        by === 'issuer' && (
          <Button color="inherit" onClick={onAgain} sx={{ whiteSpace: 'nowrap' }}>
            {t('signIn.again')}
          </Button>
        )
      }
    >
      {by === 'issuer' ? t('signIn.expiredBusy') : t('signIn.expiredBusyLink')}
    </Alert>
  );
}
