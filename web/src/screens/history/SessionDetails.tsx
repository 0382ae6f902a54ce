import { EMPTY_TRANSCRIPT, withEarlier } from '@univoice/client';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEndSessionMutation, useSessionQuery, useTranscriptQuery } from '../../api/api';
import { AskDialog } from '../AskDialog';
import { DownloadMenu } from '../download/DownloadMenu';
import { FailureAlert } from '../FailureAlert';
import { failureOfError } from '../failureOfError';
import { useLocale } from '../../i18n/useLocale';
import { useMay } from '../useMay';
import { DeleteHistory } from './DeleteHistory';
import { RecordingFiles } from './RecordingFiles';
import { languagesOf, sessionLine } from './sessionLine';
import { figures, languagesInWords } from './SessionRow';
import { TranscriptView } from './TranscriptView';

/** One conversation: how it went, what was said, and everything there is to take along. */
export function SessionDetails({ session, onDeleted }: { session: string; onDeleted(): void }) {
  const { t } = useTranslation('screens');
  const locale = useLocale();
  const { data, error, refetch } = useSessionQuery(session, { refetchOnMountOrArgChange: true });
  const transcript = useTranscriptQuery(session, { refetchOnMountOrArgChange: true });
  const mayRead = useMay('recordings');
  const mayDelete = useMay('deleteHistory');
  const [deleted, setDeleted] = useState(false);
  const failure = failureOfError(error);
  if (failure) {
    return <FailureAlert failure={failure} onRetry={() => void refetch()} />;
  }
  if (!data) {
    return null;
  }
  const line = sessionLine(data);
  const said = transcript.data && withEarlier(EMPTY_TRANSCRIPT, transcript.data);
  const transcriptFailure = failureOfError(transcript.error);
  return (
    <Stack spacing={3}>
      <Box>
        <Typography variant="h3" component="h3" sx={{ fontSize: '1.1rem' }}>
          {new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' }).format(line.startedAt)}
        </Typography>
        <Typography color="textSecondary">{[languagesInWords(line, locale, t), ...figures(line, locale, t)].join(' · ')}</Typography>
        {line.running && <EndSession session={session} />}
      </Box>
      <Box component="section">
        <Stack direction="row" sx={{ justifyContent: 'space-between', alignItems: 'center', flexWrap: 'wrap', mb: 1 }}>
          <Typography variant="h3">{t('history.transcript')}</Typography>
          {said && said.lines.length > 0 && <DownloadMenu session={session} startedAt={line.startedAt} languages={languagesOf(said.lines)} />}
        </Stack>
        {transcriptFailure && transcriptFailure.code !== 'RESOURCE_NOT_FOUND' ? (
          <FailureAlert failure={transcriptFailure} onRetry={() => void transcript.refetch()} />
        ) : said && said.lines.length > 0 ? (
          <TranscriptView {...said} />
        ) : (
          !transcript.isLoading && <Typography color="textSecondary">{t('history.transcriptNone')}</Typography>
        )}
      </Box>
      {mayRead && (
        <Box component="section">
          <Typography variant="h3" sx={{ mb: 1 }}>
            {t('history.recording')}
          </Typography>
          {deleted ? (
            <Alert severity="success">{t('history.deleted')}</Alert>
          ) : data.recordingId !== undefined ? (
            <RecordingFiles recording={data.recordingId} startedAt={line.startedAt} onDeleted={() => setDeleted(true)} />
          ) : (
            <Typography color="textSecondary">{t('history.recordingNone')}</Typography>
          )}
        </Box>
      )}
      {!line.running && mayDelete && <DeleteHistory session={session} onDeleted={onDeleted} />}
    </Stack>
  );
}

function EndSession({ session }: { session: string }) {
  const { t } = useTranslation('screens');
  const [asking, setAsking] = useState(false);
  const [end, { error, isLoading }] = useEndSessionMutation();
  const failure = failureOfError(error);
  return (
    <>
      <Button color="error" variant="outlined" sx={{ mt: 1 }} loading={isLoading} onClick={() => setAsking(true)}>
        {t('history.end')}
      </Button>
      {failure && <FailureAlert failure={failure} />}
      <AskDialog
        open={asking}
        title={t('history.endTitle')}
        text={t('history.endText')}
        yes={t('history.end')}
        onYes={() => {
          setAsking(false);
          void end(session);
        }}
        onNo={() => setAsking(false)}
      />
    </>
  );
}
