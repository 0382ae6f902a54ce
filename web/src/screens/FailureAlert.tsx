import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../failures/failure';
import { FailureText } from '../screen/FailureText';

/** What went wrong, and what to do next. Screen readers hear it at once. */
export function FailureAlert({ failure, onRetry }: { failure: Failure; onRetry?: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert severity="error" sx={{ my: 1 }}>
      <FailureText failure={failure} />
      {/* Beneath: beside the words it would leave them no room on a phone. */}
      {onRetry && (
        <Button size="small" color="inherit" variant="outlined" onClick={onRetry} sx={{ display: 'flex', mt: 1, px: 2 }}>
          {t('tryAgain')}
        </Button>
      )}
    </Alert>
  );
}
