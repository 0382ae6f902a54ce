import DownloadIcon from '@mui/icons-material/Download';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DownloadMenu } from '../download/DownloadMenu';
import { speechFileName } from '../download/fileName';
import { useServices, type FileTranslation } from '../services';
import { FileCaptions } from './FileCaptions';

/** The translation: to be heard, read and taken along. */
export function FileDone({ file, result, language }: { file: File; result: FileTranslation; language: string }) {
  const { t } = useTranslation('screens');
  const { saveBlob } = useServices();
  const { speech, transcript } = result;
  const url = useBlobUrl(speech);
  const spoken = transcript.lines.map((line) => line.language);
  const languages = [...new Set([...spoken, language].map((tag) => tag.split('-')[0] ?? tag))];
  if (transcript.lines.length === 0) {
    return <Alert severity="warning">{t('file.silent')}</Alert>;
  }
  return (
    <>
      <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }} role="status">
        {t('file.done', { file: file.name })}
      </Typography>
      {speech && url ? (
        // eslint-disable-next-line jsx-a11y/media-has-caption -- its words are below
        <audio controls src={url} aria-label={t('file.listen')} style={{ width: '100%' }} />
      ) : (
        <Alert severity="info">{t('file.noSpeech')}</Alert>
      )}
      <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1 }}>
        {speech && (
          <Button variant="contained" startIcon={<DownloadIcon />} onClick={() => saveBlob(speech, speechFileName(file.name, language))}>
            {t('file.speech')}
          </Button>
        )}
        <DownloadMenu session={result.sessionId} startedAt={result.startedAt} languages={languages} />
      </Stack>
      <FileCaptions lines={transcript.lines} />
    </>
  );
}

/** What the player plays; let go of when the page leaves it. */
function useBlobUrl(blob: Blob | undefined): string | undefined {
  const url = useMemo(() => (blob ? URL.createObjectURL(blob) : undefined), [blob]);
  useEffect(() => () => (url ? URL.revokeObjectURL(url) : undefined), [url]);
  return url;
}
