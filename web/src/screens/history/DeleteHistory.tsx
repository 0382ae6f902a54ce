import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeleteHistoryMutation } from '../../api/api';
import { AskDialog } from '../AskDialog';
import { FailureAlert } from '../FailureAlert';
import { failureOfError } from '../failureOfError';

/** Everything that is kept of a conversation goes, after a question. */
export function DeleteHistory({ session, onDeleted }: { session: string; onDeleted(): void }) {
  const { t } = useTranslation('screens');
  const [asking, setAsking] = useState(false);
  const [remove, { error, isLoading }] = useDeleteHistoryMutation();
  const failure = failureOfError(error);
  const confirmed = async () => {
    setAsking(false);
    const { error: refused } = await remove(session);
    // Deleted elsewhere meanwhile is deleted all the same.
    if (!refused || failureOfError(refused)?.status === 404) {
      onDeleted();
    }
  };
  return (
    <Box>
      <Button color="error" startIcon={<DeleteIcon />} loading={isLoading} onClick={() => setAsking(true)}>
        {t('history.forget')}
      </Button>
      {failure && <FailureAlert failure={failure} />}
      <AskDialog
        open={asking}
        title={t('history.forgetTitle')}
        text={t('history.forgetText')}
        yes={t('history.forget')}
        onYes={() => void confirmed()}
        onNo={() => setAsking(false)}
      />
    </Box>
  );
}
