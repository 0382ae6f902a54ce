import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import RestartAlt from '@mui/icons-material/RestartAlt';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsGuest } from '../conversation/questions';
import { useConversation } from '../conversation/useConversation';
import { minutes } from '../i18n/formats';
import { useLocale } from '../i18n/useLocale';
import { useAppSelector } from '../store/hooks';
import { useMay } from '../screens/useMay';
import { comesBack } from './comesBack';
import { conversationSummary } from './conversationSummary';

const DownloadMenu = lazy(() => import('../screens/download/DownloadMenu').then((module) => ({ default: module.DownloadMenu })));

/** After the end: what there was, to take along, and the way to a new conversation. */
export function EndedSummary() {
  const { t } = useTranslation('conversation');
  const locale = useLocale();
  const conversation = useConversation();
  const guest = useIsGuest();
  const mayRead = useMay('transcripts') || guest;
  const ended = useAppSelector((state) => state.session.status === 'ended');
  const session = useAppSelector((state) => state.session.currentSession);
  const goesOn = useAppSelector((state) => comesBack(state.session));
  const transcript = useAppSelector((state) => state.session.transcript);
  const summary = ended ? conversationSummary(transcript) : undefined;
  if (!summary || !session) {
    return null;
  }
  return (
    <Paper role="group" aria-labelledby="ended" sx={{ mt: 3, p: 2, border: 1, borderColor: 'divider' }}>
      <Typography id="ended" component="h3" variant="h3">
        {t(goesOn ? 'endedTitleMine' : 'endedTitle')}
      </Typography>
      <Typography variant="body2" color="textSecondary">
        {t('endedFacts', {
          length: minutes(locale, summary.minutes),
          sentences: t('sentences', { count: summary.sentences }),
          voices: t('voices', { count: summary.voices }),
        })}
      </Typography>
      <Stack direction="row" sx={{ mt: 1, ml: -1, columnGap: 1, flexWrap: 'wrap' }}>
        {mayRead && (
          <Suspense fallback={null}>
            <DownloadMenu session={session.sessionId} startedAt={session.startedAt} languages={summary.languages} />
          </Suspense>
        )}
        {!guest && (
          <Button startIcon={<RestartAlt />} onClick={() => void conversation.startOver()}>
            {t('startOver')}
          </Button>
        )}
      </Stack>
    </Paper>
  );
}
