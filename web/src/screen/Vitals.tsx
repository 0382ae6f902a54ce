import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection, useLatency, useQuality } from '../conversation/questions';
import { duration } from '../i18n/formats';
import { useLocale } from '../i18n/useLocale';

export const CONNECTION_COLOURS = {
  notConnected: 'text.secondary',
  connecting: 'text.secondary',
  connected: 'success.main',
  reconnecting: 'warning.main',
  offline: 'error.main',
  ended: 'text.secondary',
} as const;

/** How it goes: delay, quality and connection, each in words; colours only say it again. */
export function Vitals() {
  const { t } = useTranslation('conversation');
  const locale = useLocale();
  const { now, p95 } = useLatency();
  const quality = useQuality();
  const connection = useConnection();
  if (connection === 'notConnected') {
    // Three times "not yet" tells nobody anything.
    return null;
  }
  return (
    <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: 'auto 1fr', columnGap: 2, rowGap: 0.75, fontSize: '0.875rem' }}>
      <Fact name={t('connection')}>
        <Box component="span" aria-hidden sx={{ display: 'inline-block', width: 8, height: 8, borderRadius: '50%', mr: 1, bgcolor: CONNECTION_COLOURS[connection] }} />
        {t(connection === 'connecting' ? 'isConnecting' : connection)}
      </Fact>
      <Fact name={t('latency')}>
        {now === null || p95 === null ? t('noLatency') : t('latencies', { now: duration(locale, now), p95: duration(locale, p95) })}
      </Fact>
      {!(connection === 'ended' && quality === null) && (
        <Fact name={t('quality')}>
          {quality !== null && (
            <Box component="span" aria-hidden sx={{ display: 'inline-flex', gap: '3px', mr: 1 }}>
              {[1, 2, 3, 4, 5].map((dot) => (
                <Box key={dot} component="span" sx={{ width: 8, height: 8, borderRadius: '50%', bgcolor: dot <= quality ? 'primary.main' : 'divider' }} />
              ))}
            </Box>
          )}
          {quality === null ? t('qualityNone') : t(`quality${quality}`)}
        </Fact>
      )}
    </Box>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <Typography component="dt" variant="body2" color="textSecondary">
        {name}
      </Typography>
      <Typography component="dd" variant="body2" sx={{ m: 0, textAlign: 'right', fontVariantNumeric: 'tabular-nums' }}>
        {children}
      </Typography>
    </>
  );
}
