import '../../i18n/texts/screens/screens';
import Box from '@mui/material/Box';
import CircularProgress from '@mui/material/CircularProgress';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LazyPart } from '../../app/LazyPart';
import type { ScreenProps } from '../../app/screens';
import { percent } from '../../i18n/formats';
import { useLocale } from '../../i18n/useLocale';
import { useAppSelector } from '../../store/hooks';
import { seconds } from '../history/SessionRow';
import { ScreenDialog } from '../ScreenDialog';
import { useMay } from '../useMay';
import { Figure } from './Figure';
import { Figures } from './Figures';
import { LatencyTable } from './LatencyTable';
import { latencyRows, latencySummary, meanConfidence } from './series';
import { ServerFigures } from './ServerFigures';

// The charts are larger than the rest of this screen together.
const latencyCharts = () => import('./LatencyCharts').then((module) => module.LatencyCharts);

/** How the running session goes, as this page sees it and as the server counts it; follows it live. */
export function MetricsDialog({ onClose }: ScreenProps) {
  const { t } = useTranslation('screens');
  const locale = useLocale();
  const metrics = useAppSelector((state) => state.session.metrics);
  const session = useAppSelector((state) => state.session.currentSession);
  const lines = useAppSelector((state) => state.session.transcript.lines);
  const mayAsk = useMay('metrics');
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const rows = useMemo(() => latencyRows(metrics.latencies), [metrics.latencies]);
  const summary = useMemo(() => latencySummary(metrics.latencies), [metrics.latencies]);
  const confidence = useMemo(() => meanConfidence(lines), [lines]);
  const inSeconds = (ms: number) => t('metrics.seconds', { value: seconds(ms, locale) });
  const lostMs = metrics.losses.reduce((total, loss) => total + loss.lostMs, 0);
  return (
    <ScreenDialog onClose={onClose} title={t('metrics.title')} width="md">
      <Typography color="textSecondary" sx={{ mb: 2 }}>
        {t('metrics.lead')}
      </Typography>
      {summary === undefined ? (
        <Typography sx={{ py: 3 }}>{t('metrics.none')}</Typography>
      ) : (
        <>
          <Figures>
            <Figure label={t('metrics.now')} value={inSeconds(metrics.now ?? summary.p50)} strong />
            <Figure label={t('metrics.p50')} value={inSeconds(summary.p50)} />
            <Figure label={t('metrics.p95')} value={inSeconds(summary.p95)} />
            <Figure label={t('metrics.slowest')} value={t(`metrics.stages.${summary.slowestStage}`)} />
            {confidence !== undefined && <Figure label={t('metrics.confidence')} value={percent(locale, confidence)} />}
            <Figure label={t('metrics.reconnections')} value={String(metrics.reconnections)} />
            <Figure label={t('metrics.losses')} value={lostMs === 0 ? t('metrics.noLoss') : inSeconds(lostMs)} />
          </Figures>
          <ToggleButtonGroup
            exclusive
            size="small"
            value={view}
            aria-label={t('metrics.view')}
            onChange={(_event, chosen: 'chart' | 'table' | null) => chosen && setView(chosen)}
            sx={{ my: 2 }}
          >
            <ToggleButton value="chart" sx={{ minHeight: 44, px: 2 }}>
              {t('metrics.asChart')}
            </ToggleButton>
            <ToggleButton value="table" sx={{ minHeight: 44, px: 2 }}>
              {t('metrics.asTable')}
            </ToggleButton>
          </ToggleButtonGroup>
          {view === 'table' ? (
            <LatencyTable rows={rows} />
          ) : (
            <LazyPart
              load={latencyCharts}
              props={{ rows, p50: summary.p50, p95: summary.p95 }}
              waiting={
                <Box sx={{ display: 'grid', placeItems: 'center', height: 300 }}>
                  <CircularProgress aria-label={t('metrics.chartTitle')} />
                </Box>
              }
            />
          )}
        </>
      )}
      {session && mayAsk && <ServerFigures session={session.sessionId} />}
    </ScreenDialog>
  );
}
