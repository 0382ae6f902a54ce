import CloseIcon from '@mui/icons-material/Close';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import IconButton from '@mui/material/IconButton';
import { useTheme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScreenProps } from '../app/screens';

/** It has the focus when it opens, and is seen to be there without a ring around it. */
const QUIET_FRAME = { '& .MuiDialog-container:focus-visible, & .MuiDialog-paper:focus-visible': { outline: 'none' } };

/** A screen over the conversation, which goes on behind it; on a phone it has the whole page. */
export function ScreenDialog({
  onClose,
  title,
  children,
  actions,
  width = 'sm',
}: ScreenProps & { title: string; children: ReactNode; actions?: ReactNode; width?: 'xs' | 'sm' | 'md' | 'lg' }) {
  const { t } = useTranslation();
  const titleId = useId();
  const narrow = useMediaQuery(useTheme().breakpoints.down('sm'));
  return (
    <Dialog open onClose={onClose} fullScreen={narrow} fullWidth maxWidth={width} aria-labelledby={titleId} scroll="paper" sx={QUIET_FRAME}>
      <DialogTitle id={titleId} component="h2" sx={{ pr: 8, fontSize: '1.25rem' }}>
        {title}
      </DialogTitle>
      <IconButton onClick={onClose} aria-label={t('close')} sx={{ position: 'absolute', top: 10, right: 12 }}>
        <CloseIcon />
      </IconButton>
      <DialogContent sx={{ pt: 0 }}>{children}</DialogContent>
      {actions && <DialogActions sx={{ px: 3, py: 2 }}>{actions}</DialogActions>}
    </Dialog>
  );
}
