import WifiOff from '@mui/icons-material/WifiOff';
import Alert from '@mui/material/Alert';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../conversation/questions';

/** While the connection is lost: that it is, and what is kept meanwhile. */
export function ConnectionBanner() {
  const { t } = useTranslation('conversation');
  const connection = useConnection();
  if (connection !== 'reconnecting' && connection !== 'offline') {
    return null;
  }
  return (
    <Alert severity="warning" role="status" icon={<WifiOff fontSize="inherit" />} sx={{ borderRadius: 0 }}>
      <Typography component="span" variant="body2" sx={{ fontWeight: 600 }}>
        {t(connection === 'offline' ? 'offlineBanner' : 'reconnectingBanner')}
      </Typography>{' '}
      <Typography component="span" variant="body2">
        {t('kept')}
      </Typography>
    </Alert>
  );
}
