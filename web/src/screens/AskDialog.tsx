import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Asks before something that cannot be undone. What is safe comes first and has the focus. */
export function AskDialog({
  open,
  title,
  text,
  yes,
  no,
  grave = true,
  onYes,
  onNo,
  children,
}: {
  open: boolean;
  title: string;
  text: string;
  yes: string;
  no?: string;
  /** It destroys something. */
  grave?: boolean;
  onYes(): void;
  onNo(): void;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const titleId = useId();
  const textId = useId();
  return (
    <Dialog open={open} onClose={onNo} maxWidth="xs" aria-labelledby={titleId} aria-describedby={textId}>
      <DialogTitle id={titleId} component="h2">
        {title}
      </DialogTitle>
      <DialogContent>
        <DialogContentText id={textId}>{text}</DialogContentText>
        {children}
      </DialogContent>
      {/* Two long answers do not fit beside each other on a phone. */}
      <DialogActions disableSpacing sx={{ px: 3, pb: 2, gap: 1, flexWrap: 'wrap', '& > *': { flexGrow: { xs: 1, sm: 0 } } }}>
        {/* eslint-disable-next-line jsx-a11y/no-autofocus -- the safe answer, in a dialog that was just asked for */}
        <Button onClick={onNo} autoFocus>
          {no ?? t('cancel')}
        </Button>
        <Button onClick={onYes} color={grave ? 'error' : 'primary'} variant="contained">
          {yes}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
