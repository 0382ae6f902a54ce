import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../failures/failure';
import { tellFailure } from '../failures/tell';
import { useLocale } from './useLocale';

/** What went wrong in a sentence, and what to do next. Screen readers hear it at once. */
export function FailureAlert({ failure, onRetry }: { failure: Failure; onRetry?: () => void }) {
  const { t } = useTranslation();
  const { sentence, step } = tellFailure(useLocale(), failure);
  return (
    <Alert
      severity="error"
      sx={{ my: 1 }}
      action={
        onRetry && (
          <Button color="inherit" onClick={onRetry}>
            {t('tryAgain')}
          </Button>
        )
      }
    >
      {sentence} {step}
    </Alert>
  );
}
