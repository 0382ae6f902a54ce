import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScreenProps } from '../app/screens';
import { ownName } from '../conversation/ownName';
import { useAppSelector } from '../store/hooks';
import { JoinLink } from './JoinLink';
import { NameField } from './NameField';

/**
 * How somebody else comes into the session: by a link and its QR code. A session is opened with the name of whoever opens
 * it, so where there is none of either the name is asked for first.
 */
export function InviteDialog({ onClose }: ScreenProps) {
  const { t } = useTranslation(['conversation', 'common']);
  const unnamed = useAppSelector((state) => state.session.currentSession === null && ownName(state) === '');
  const [asking, setAsking] = useState(unnamed);
  const make = (event: FormEvent) => {
    event.preventDefault();
    // The field keeps what was typed once it is left.
    (document.activeElement as HTMLElement | null)?.blur();
    setAsking(false);
  };
  return (
    <Dialog open onClose={onClose} aria-labelledby="invite-title" fullWidth maxWidth="xs">
      <DialogTitle id="invite-title" component="h2">
        {t('inviteTitle')}
      </DialogTitle>
      {asking ? (
        <form onSubmit={make} noValidate>
          <DialogContent>
            <DialogContentText sx={{ mb: 2.5 }}>{t('inviteText')}</DialogContentText>
            <NameField first={t('nameFirst')} />
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{t('common:cancel')}</Button>
            <Button type="submit" variant="contained">
              {t('makeLink')}
            </Button>
          </DialogActions>
        </form>
      ) : (
        <JoinLink onClose={onClose} />
      )}
    </Dialog>
  );
}
