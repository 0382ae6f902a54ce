import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import DownloadIcon from '@mui/icons-material/Download';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeleteRecordingMutation, useRecordingQuery } from '../../api/api';
import type { Recording } from '../../api/types';
import { languageInText } from '../../i18n/formats';
import { AskDialog } from '../AskDialog';
import { recordingFileName } from '../download/fileName';
import { useDownload } from '../download/useDownload';
import { FailureAlert } from '../FailureAlert';
import { failureOfError } from '../failureOfError';
import { useLocale } from '../../i18n/useLocale';
import { useMay } from '../useMay';
import { recordedFile } from './sessionLine';

/** The files of a session's recording. Their links hold for minutes, so they are asked for when they are looked at. */
export function RecordingFiles({ recording, startedAt, onDeleted }: { recording: string; startedAt: number; onDeleted(): void }) {
  const { t } = useTranslation('screens');
  const { data, error, isLoading, refetch } = useRecordingQuery(recording, { refetchOnMountOrArgChange: true });
  const failure = failureOfError(error);
  if (failure) {
    return failure.status === 404 ? (
      <Typography color="textSecondary">{t('history.recordingNone')}</Typography>
    ) : (
      <FailureAlert failure={failure} onRetry={() => void refetch()} />
    );
  }
  if (isLoading || !data) {
    return null;
  }
  return (
    <Box>
      {data.status === 'RECORDING' && <Typography color="textSecondary">{t('history.recordingRunning')}</Typography>}
      {data.status === 'INCOMPLETE' && <Alert severity="warning">{t('history.recordingIncomplete')}</Alert>}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {data.files.map((file) => (
          <li key={file.name}>
            <RecordingFile recording={recording} file={file} startedAt={startedAt} />
          </li>
        ))}
      </Box>
      <DeleteRecording recording={recording} onDeleted={onDeleted} />
    </Box>
  );
}

function RecordingFile({ recording, file, startedAt }: { recording: string; file: Recording['files'][number]; startedAt: number }) {
  const { t } = useTranslation('screens');
  const locale = useLocale();
  const { download, busy, failure } = useDownload();
  const name = recordingFileName(startedAt, file.name);
  const title = titleOf(file.name, locale, t);
  const size = new Intl.NumberFormat(locale, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 }).format(file.bytes / 1e6);
  return (
    <>
      <Stack direction="row" sx={{ alignItems: 'center', justifyContent: 'space-between', gap: 1, minHeight: 48, py: 0.5 }}>
        <Typography>
          {title} <Typography component="span" variant="body2" color="textSecondary" sx={{ whiteSpace: 'nowrap' }}>{size}</Typography>
        </Typography>
        {/* Through the gateway: the page may follow links neither into a store nor to files of that machine. */}
        <Button
          startIcon={<DownloadIcon />}
          loading={busy}
          onClick={() => void download(`/v1/recordings/${recording}/files/${encodeURIComponent(file.name)}`, name)}
          aria-label={t('download.file', { name: title })}
          sx={{ flexShrink: 0 }}
        >
          {t('download.menu')}
        </Button>
      </Stack>
      {failure && <FailureAlert failure={failure} />}
    </>
  );
}

function titleOf(name: string, locale: string, t: TFunction<'screens'>): string {
  const file = recordedFile(name);
  return file.kind === 'translatedInto'
    ? t('history.files.translatedInto', { language: languageInText(locale, file.language) })
    : t(`history.files.${file.kind}`);
}

function DeleteRecording({ recording, onDeleted }: { recording: string; onDeleted(): void }) {
  const { t } = useTranslation('screens');
  const may = useMay('deleteRecordings');
  const [asking, setAsking] = useState(false);
  const [remove, { error, isLoading }] = useDeleteRecordingMutation();
  const failure = failureOfError(error);
  if (!may) {
    return null;
  }
  const confirmed = async () => {
    setAsking(false);
    if (!('error' in (await remove(recording)))) {
      onDeleted();
    }
  };
  return (
    <Box sx={{ mt: 1 }}>
      <Button color="error" startIcon={<DeleteIcon />} loading={isLoading} onClick={() => setAsking(true)}>
        {t('history.deleteRecording')}
      </Button>
      {failure && <FailureAlert failure={failure} />}
      <AskDialog
        open={asking}
        title={t('history.deleteTitle')}
        text={t('history.deleteText')}
        yes={t('history.deleteRecording')}
        onYes={() => void confirmed()}
        onNo={() => setAsking(false)}
      />
    </Box>
  );
}
