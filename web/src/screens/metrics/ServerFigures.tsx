import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { useSessionFiguresQuery } from '../../api/api';
import { percent } from '../../i18n/formats';
import { useLocale } from '../../i18n/useLocale';
import { FailureAlert } from '../FailureAlert';
import { failureOfError } from '../failureOfError';
import { seconds } from '../history/SessionRow';
import { Figure } from './Figure';
import { Figures } from './Figures';

/** Often enough to follow a conversation, seldom enough to cost nothing. */
const EVERY_MS = 5_000;

/** What the server counts over everybody in the session. */
export function ServerFigures({ session }: { session: string }) {
  const { t } = useTranslation('screens');
  const locale = useLocale();
  const { data, error, refetch } = useSessionFiguresQuery(session, { pollingInterval: EVERY_MS, refetchOnMountOrArgChange: true });
  const failure = failureOfError(error);
  const figures = data?.metrics;
  // Not counted yet, or no more: nothing that one could do about it.
  const unknown = failure?.status === 404 && !figures;
  const inSeconds = (ms: number) => t('metrics.seconds', { value: seconds(ms, locale) });
  return (
    <Box component="section" sx={{ mt: 3 }}>
      <Typography variant="h3" sx={{ mb: 1 }}>
        {t('metrics.server')}
      </Typography>
      {unknown && <Typography color="textSecondary">{t('metrics.serverNone')}</Typography>}
      {failure && !unknown && !figures && <FailureAlert failure={failure} onRetry={() => void refetch()} />}
      {figures &&
        (figures.totalSegments === 0 ? (
          <Typography color="textSecondary">{t('metrics.serverNone')}</Typography>
        ) : (
          <Figures>
            <Figure label={t('metrics.serverSegments')} value={String(figures.totalSegments)} />
            <Figure label={t('metrics.average')} value={inSeconds(figures.averageLatency)} />
            <Figure label={t('metrics.p50')} value={inSeconds(figures.p50Latency)} />
            <Figure label={t('metrics.p95')} value={inSeconds(figures.p95Latency)} />
            <Figure label={t('metrics.serverErrors')} value={String(figures.errorCount)} />
            {figures.audioQualityAverage > 0 && <Figure label={t('metrics.serverQuality')} value={percent(locale, figures.audioQualityAverage)} />}
          </Figures>
        ))}
    </Box>
  );
}
