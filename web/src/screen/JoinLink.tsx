import Check from '@mui/icons-material/Check';
import ContentCopy from '@mui/icons-material/ContentCopy';
import Share from '@mui/icons-material/Share';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import CircularProgress from '@mui/material/CircularProgress';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConversation } from '../conversation/useConversation';
import { timeOfDay } from '../i18n/formats';
import { useLocale } from '../i18n/useLocale';
import { useAppSelector } from '../store/hooks';
import { FailureText } from './FailureText';
import { QrCode } from './QrCode';
import type { Failure } from '../failures/failure';

/** A link and its QR code, which let somebody else into the session; opens one where there is none yet. */
export function JoinLink({ onClose }: { onClose(): void }) {
  const { t } = useTranslation(['conversation', 'common']);
  const locale = useLocale();
  const conversation = useConversation();
  const link = useAppSelector((state) => state.session.joinLink);
  const [failure, setFailure] = useState<Failure>();
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    void conversation.invite().then(setFailure);
  }, [conversation]);

  const copy = async (url: string) => {
    try {
      await navigator.clipboard.writeText(url);
      setCopied(true);
    } catch {
      // Not permitted, or not there without https: then it is marked to be copied by hand.
      field.current?.select();
    }
  };
  const shares = typeof navigator.share === 'function';
  return (
    <>
      <DialogContent>
        <DialogContentText sx={{ mb: 2 }}>{t('inviteText')}</DialogContentText>
        {failure && (
          <Alert severity="error">
            <FailureText failure={failure} />
          </Alert>
        )}
        {!failure && !link && <CircularProgress aria-label={t('common:loading')} />}
        {link && (
          <Stack spacing={2} sx={{ alignItems: 'center' }}>
            {onThisMachineAlone(link.url) ? <Alert severity="info">{t('inviteHere')}</Alert> : <QrCode text={link.url} label={t('qrCode')} />}
            <TextField
              fullWidth
              label={t('joinLink')}
              value={link.url}
              inputRef={field}
              helperText={t('inviteExpires', { time: timeOfDay(locale, link.expiresAt) })}
              slotProps={{ htmlInput: { readOnly: true, onFocus: (event: React.FocusEvent<HTMLInputElement>) => event.currentTarget.select() } }}
            />
          </Stack>
        )}
      </DialogContent>
      <DialogActions>
        {link && shares && (
          <Button startIcon={<Share />} onClick={() => void navigator.share({ title: t('shareText'), url: link.url }).catch(() => undefined)}>
            {t('share')}
          </Button>
        )}
        {link && (
          <Button startIcon={copied ? <Check /> : <ContentCopy />} onClick={() => void copy(link.url)}>
            {copied ? t('common:copied') : t('common:copy')}
          </Button>
        )}
        <Button onClick={onClose}>{t('common:close')}</Button>
      </DialogActions>
    </>
  );
}

/** A phone that opened it would ask itself. */
function onThisMachineAlone(url: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
}
