import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { useTranslation } from 'react-i18next';
import { languageName, timeOfDay } from '../../i18n/formats';
import { useLocale } from '../../i18n/useLocale';
import { seconds } from '../history/SessionRow';
import { STAGES, type LatencyRow } from './series';

/** The charts' numbers, for reading; the newest first. */
export function LatencyTable({ rows }: { rows: readonly LatencyRow[] }) {
  const { t } = useTranslation('screens');
  const locale = useLocale();
  return (
    // Wider than a phone: it scrolls by itself, by keyboard too.
    <TableContainer tabIndex={0} sx={{ maxHeight: 420 }}>
      <Table size="small" stickyHeader aria-label={t('metrics.chartTitle')}>
        <TableHead>
          <TableRow>
            <TableCell>{t('metrics.sentence', { number: '' }).trim()}</TableCell>
            {STAGES.map((stage) => (
              <TableCell key={stage} align="right">
                {t(`metrics.stages.${stage}`)}
              </TableCell>
            ))}
            <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>{t('metrics.endToEnd')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {[...rows].reverse().map((row) => (
            <TableRow key={`${row.segment} ${row.language}`}>
              <TableCell component="th" scope="row" sx={{ whiteSpace: 'nowrap' }}>
                {row.number} · {languageName(locale, row.language)} · {timeOfDay(locale, row.at)}
              </TableCell>
              {STAGES.map((stage) => (
                <TableCell key={stage} align="right" sx={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
                  {t('metrics.seconds', { value: seconds(row.stages[stage], locale) })}
                </TableCell>
              ))}
              <TableCell align="right" sx={{ fontWeight: 650, fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
                {t('metrics.seconds', { value: seconds(row.endToEnd, locale) })}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
