import '../../i18n/texts/screens/screens';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import ArrowBackIcon from '@mui/icons-material/ArrowBack';
import { useTranslation } from 'react-i18next';
import type { ScreenProps } from '../../app/screens';
import { ScreenDialog } from '../ScreenDialog';
import { SessionDetails } from './SessionDetails';
import { SessionList } from './SessionList';

/** One's own conversations: a list, and one of them. */
export function HistoryDialog({ onClose }: ScreenProps) {
  const { t } = useTranslation('screens');
  const [chosen, setChosen] = useState<string>();
  const [deleted, setDeleted] = useState(false);
  const open = (session: string | undefined) => {
    setChosen(session);
    setDeleted(false);
  };
  const gone = () => {
    setChosen(undefined);
    setDeleted(true);
  };
  return (
    <ScreenDialog onClose={onClose} title={t('history.title')} width="md">
      {/* Always there, so that what comes into it is read out; an alert of its own in it would be read twice. */}
      <Box aria-live="polite">
        {deleted && (
          <Alert severity="success" role="none">
            {t('history.forgotten')}
          </Alert>
        )}
      </Box>
      {chosen === undefined ? (
        <SessionList onOpen={open} />
      ) : (
        <Box>
          {/* eslint-disable-next-line jsx-a11y/no-autofocus -- the row that had the focus is gone */}
          <Button startIcon={<ArrowBackIcon />} onClick={() => open(undefined)} autoFocus sx={{ mb: 1, ml: -1 }}>
            {t('history.back')}
          </Button>
          <SessionDetails session={chosen} onDeleted={gone} />
        </Box>
      )}
    </ScreenDialog>
  );
}
