import Alert from '@mui/material/Alert';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { tellNotice } from '../failures/tell';
import { duration } from '../i18n/formats';
import { useLocale } from '../i18n/useLocale';
import { useAppDispatch, useAppSelector } from '../store/hooks';
import { dismissed, type Notification } from '../store/ui';
import { FailureText } from './FailureText';

/** How long each stays: long enough to be read twice. Errors stay until they are dismissed. */
const STAY_MS = { info: 8_000, success: 6_000, warning: 15_000, error: undefined } as const;

/** What happened lately, over the page's upper end. */
export function Notifications() {
  const { t } = useTranslation('conversation');
  const notifications = useAppSelector((state) => state.ui.notifications);
  return (
    <Stack
      component="section"
      aria-label={t('noticesArea')}
      spacing={1}
      sx={{ position: 'fixed', zIndex: 'snackbar', top: { xs: 64, sm: 76 }, left: '50%', transform: 'translateX(-50%)', width: 'min(480px, calc(100vw - 24px))', pointerEvents: 'none', '& > *': { pointerEvents: 'auto' } }}
    >
      {notifications.map((each) => (
        <Notice key={each.id} notification={each} />
      ))}
    </Stack>
  );
}

function Notice({ notification }: { notification: Notification }) {
  const { t } = useTranslation();
  const dispatch = useAppDispatch();
  const { id, severity } = notification;
  useEffect(() => {
    const stay = STAY_MS[severity];
    const timer = stay === undefined ? undefined : setTimeout(() => dispatch(dismissed({ id })), stay);
    return () => clearTimeout(timer);
  }, [dispatch, id, severity]);
  return (
    <Alert
      severity={severity}
      role={severity === 'error' ? 'alert' : 'status'}
      closeText={t('dismiss')}
      onClose={() => dispatch(dismissed({ id }))}
      sx={{ boxShadow: 6, bgcolor: 'background.paper', color: 'text.primary', border: 1, borderColor: `${severity}.main`, alignItems: 'center' }}
    >
      <Words notification={notification} />
    </Alert>
  );
}

function Words({ notification: { failure, notice, text } }: { notification: Notification }) {
  const { t } = useTranslation();
  const locale = useLocale();
  if (failure) {
    return <FailureText failure={failure} />;
  }
  if (notice) {
    const { sentence, step } = tellNotice(locale, notice);
    return (
      <>
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          {sentence}
        </Typography>
        <Typography variant="body2">{step}</Typography>
      </>
    );
  }
  if (!text) {
    return null;
  }
  // Lengths of time are written as the page's language writes them.
  const lostMs = text.values?.lostMs;
  const values = { ...text.values, ...(typeof lostMs === 'number' && { duration: duration(locale, lostMs) }) };
  return <Typography variant="body2">{t(text.key as 'close', values)}</Typography>;
}
