import Typography from '@mui/material/Typography';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../failures/failure';
import { tellFailure } from '../failures/tell';
import { useLocale } from '../i18n/useLocale';

/** A failure in a sentence, with what the person can do next; counts down where one has to wait. */
export function FailureText({ failure }: { failure: Failure }) {
  const { t } = useTranslation();
  const { sentence, step } = tellFailure(useLocale(), failure);
  const wait = useCountdown(failure.retryAfter);
  return (
    <>
      <Typography component="span" sx={{ fontWeight: 600, display: 'block' }} variant="body2">
        {sentence}
      </Typography>
      <Typography component="span" variant="body2">
        {wait > 0 ? t('waitSeconds', { count: wait }) : step}
      </Typography>
    </>
  );
}

/** How many of the seconds are left? */
function useCountdown(seconds: number | undefined): number {
  const [left, setLeft] = useState(seconds ?? 0);
  useEffect(() => {
    const until = Date.now() + (seconds ?? 0) * 1000;
    const show = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    show();
    const timer = setInterval(show, 1000);
    return () => clearInterval(timer);
  }, [seconds]);
  return left;
}
