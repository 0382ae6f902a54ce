import '../../i18n/texts/screens/screens';
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
  return (
    <ScreenDialog onClose={onClose} title={t('history.title')} width="md">
      {chosen === undefined ? (
        <SessionList onOpen={setChosen} />
      ) : (
        <Box>
          {/* eslint-disable-next-line jsx-a11y/no-autofocus -- the row that had the focus is gone */}
          <Button startIcon={<ArrowBackIcon />} onClick={() => setChosen(undefined)} autoFocus sx={{ mb: 1, ml: -1 }}>
            {t('history.back')}
          </Button>
          <SessionDetails session={chosen} />
        </Box>
      )}
    </ScreenDialog>
  );
}
