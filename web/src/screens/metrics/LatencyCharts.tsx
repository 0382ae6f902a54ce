import Box from '@mui/material/Box';
import { useTheme } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import { BarChart } from '@mui/x-charts/BarChart';
import { ChartsReferenceLine } from '@mui/x-charts/ChartsReferenceLine';
import { LineChart } from '@mui/x-charts/LineChart';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/useLocale';
import { seconds } from '../history/SessionRow';
import { stageColours } from './stageColours';
import { STAGES, type LatencyRow } from './series';

/** Where the time goes, stacked, and all of it as a line with what half and 95 % stay under. */
export function LatencyCharts({ rows, p50, p95 }: { rows: readonly LatencyRow[]; p50: number; p95: number }) {
  const { t } = useTranslation('screens');
  const locale = useLocale();
  const colours = stageColours(useTheme().palette.mode);
  const value = (ms: number | null) => (ms === null ? '' : t('metrics.seconds', { value: seconds(ms, locale) }));
  const numbers = rows.map((row) => row.number);
  const axis = { valueFormatter: (ms: number) => seconds(ms, locale), label: t('metrics.axis'), min: 0 };
  const xAxis = { data: numbers, valueFormatter: (number: number) => String(number) };
  // Drawn anew with every sentence: movement would say that something changed that did not.
  const still = { skipAnimation: true, height: 260 } as const;
  return (
    <Box>
      <Typography variant="h3" sx={{ mb: 1 }}>
        {t('metrics.chartTitle')}
      </Typography>
      <Box role="img" aria-label={t('metrics.chartTitle')}>
        <BarChart
          {...still}
          height={320}
          xAxis={[{ ...xAxis, scaleType: 'band' }]}
          yAxis={[axis]}
          series={STAGES.map((stage) => ({
            id: stage,
            label: t(`metrics.stages.${stage}`),
            data: rows.map((row) => row.stages[stage]),
            stack: 'all',
            color: colours[stage],
            valueFormatter: value,
          }))}
        />
      </Box>
      <Typography variant="h3" sx={{ mt: 3, mb: 1 }}>
        {t('metrics.lineTitle')}
      </Typography>
      <Box role="img" aria-label={t('metrics.lineTitle')}>
        <LineChart
          {...still}
          hideLegend
          xAxis={[{ ...xAxis, scaleType: 'point' }]}
          yAxis={[{ ...axis, max: Math.max(p95, ...rows.map((row) => row.endToEnd)) * 1.15 }]}
          series={[
            {
              id: 'endToEnd',
              label: t('metrics.endToEnd'),
              data: rows.map((row) => row.endToEnd),
              color: colours.translation,
              // A curve would rise above what was measured.
              curve: 'linear',
              showMark: rows.length < 2,
              valueFormatter: value,
            },
          ]}
        >
          {/* At both ends: where half and 95 % are near each other, so would their words be. */}
          <ChartsReferenceLine y={p50} label={`50 % ${value(p50)}`} labelAlign="start" lineStyle={{ strokeDasharray: '2 4' }} />
          <ChartsReferenceLine y={p95} label={`95 % ${value(p95)}`} labelAlign="end" lineStyle={{ strokeDasharray: '6 4' }} />
        </LineChart>
      </Box>
    </Box>
  );
}
