import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useEffect, useRef, type ReactNode } from 'react';
import type { Level } from '../conversation/levels';
import { percent } from '../i18n/formats';
import { useLocale } from '../i18n/useLocale';

export interface LevelMeterProps {
  label: string;
  icon: ReactNode;
  level: Level;
  /** 0 to 100, told to screen readers; changes seldom. */
  spoken: number;
}

/** From here on sound is about to be clipped. */
const LOUD = 90;
/** Whoever asks is told in tenths: a reader that follows every change of a meter would talk without end. */
const STEP = 10;

/** A bar that moves twenty times a second without React having anything to do with it. */
export function LevelMeter({ label, icon, level, spoken }: LevelMeterProps) {
  const locale = useLocale();
  const bar = useRef<HTMLDivElement>(null);
  useEffect(
    () =>
      level.subscribe((value) => {
        if (bar.current) {
          bar.current.style.transform = `scaleX(${value / 100})`;
          bar.current.dataset.loud = String(value > LOUD);
        }
      }),
    [level],
  );
  const told = Math.round(spoken / STEP) * STEP;
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'auto minmax(0, 1fr)', alignItems: 'center', columnGap: 1.5, color: 'text.secondary' }}>
      <Box sx={{ gridRow: 'span 2', display: 'flex' }}>{icon}</Box>
      <Typography aria-hidden variant="caption" noWrap sx={{ lineHeight: 1.4 }}>
        {label}
      </Typography>
      <Box
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={told}
        aria-valuetext={percent(locale, told / 100)}
        sx={{ height: 8, borderRadius: 4, bgcolor: 'divider', overflow: 'hidden' }}
      >
        <Box
          ref={bar}
          sx={{
            height: 1,
            bgcolor: 'primary.main',
            transform: 'scaleX(0)',
            transformOrigin: 'left',
            transition: 'transform 60ms linear',
            '&[data-loud=true]': { bgcolor: 'warning.main' },
          }}
        />
      </Box>
    </Box>
  );
}
