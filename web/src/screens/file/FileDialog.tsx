import '../../i18n/texts/screens/screens';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScreenProps } from '../../app/screens';
import { useAppSelector } from '../../store/hooks';
import { AskDialog } from '../AskDialog';
import { FailureAlert } from '../FailureAlert';
import { ScreenDialog } from '../ScreenDialog';
import { dropFiles, droppedFiles, onDroppedFiles } from './droppedFile';
import { FileDone } from './FileDone';
import { FileLanguages } from './FileLanguages';
import { FilePicker } from './FilePicker';
import { FileProgress } from './FileProgress';
import { useFileTranslation } from './useFileTranslation';

/** A recording that is there already, translated as if it were spoken now. */
export function FileDialog({ onClose }: ScreenProps) {
  const { t } = useTranslation('screens');
  const chosen = useAppSelector((state) => state.ui.language);
  const [languages, setLanguages] = useState({ from: chosen.source, to: chosen.target });
  const { state, choose, start, cancel, reset } = useFileTranslation();
  const dropped = useSyncExternalStore(onDroppedFiles, droppedFiles);
  const choosing = state.name === 'none' || state.name === 'faulty' || state.name === 'chosen';
  const take = useCallback(
    (files: File[]) => {
      dropFiles([]);
      void choose(files);
    },
    [choose],
  );
  useEffect(() => {
    if (dropped.length > 0 && choosing) {
      take(dropped);
    }
  }, [dropped, choosing, take]);
  return (
    <ScreenDialog onClose={onClose} title={t('file.title')}>
      <Stack spacing={2.5}>
        {choosing && (
          <>
            <Typography color="textSecondary">{t('file.lead')}</Typography>
            <FilePicker file={state.name === 'chosen' ? state.file : undefined} onFiles={(files) => void choose(files)} />
            {state.name === 'faulty' && <Alert severity="error">{t(`file.faults.${state.fault}`)}</Alert>}
            <FileLanguages languages={languages} onChange={setLanguages} />
            {state.name === 'chosen' && (
              <Button variant="contained" size="large" onClick={() => void start(state.file, languages)}>
                {t('file.start')}
              </Button>
            )}
          </>
        )}
        {state.name === 'working' && <FileProgress state={state} onCancel={cancel} />}
        {state.name === 'done' && <FileDone file={state.file} result={state.result} language={languages.to} />}
        <Box aria-live="polite">
          {state.name === 'cancelled' && <Alert severity="info">{t('file.cancelled')}</Alert>}
          {state.name === 'failed' && (
            <>
              <Typography>{t('file.failed')}</Typography>
              <FailureAlert failure={state.failure} onRetry={() => void start(state.file, languages)} />
            </>
          )}
        </Box>
        {(state.name === 'done' || state.name === 'cancelled' || state.name === 'failed') && (
          <Button onClick={reset} sx={{ alignSelf: 'flex-start' }}>
            {t('file.another')}
          </Button>
        )}
      </Stack>
      <AskDialog
        open={dropped.length > 0 && !choosing}
        title={t('file.dropped.title')}
        text={t('file.dropped.text')}
        yes={t('file.dropped.yes')}
        no={t('file.dropped.no')}
        onYes={() => {
          cancel();
          take(dropped);
        }}
        onNo={() => dropFiles([])}
      />
    </ScreenDialog>
  );
}
