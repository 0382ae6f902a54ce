import Box from '@mui/material/Box';
import { useEffect, useRef, type ReactNode } from 'react';
import type { Level } from '../conversation/levels';

export interface LevelMeterProps {
  label: string;
  icon: ReactNode;
  level: Level;
  /** 0 to 100, told to screen readers; changes seldom. */
  spoken: number;
}

/** From here on sound is about to be clipped. */
const LOUD = 90;

/** A bar that moves twenty times a second without React having anything to do with it. */
export function LevelMeter({ label, icon, level, spoken }: LevelMeterProps) {
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
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, color: 'text.secondary' }}>
      {icon}
      <Box role="meter" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(spoken)} sx={{ flexGrow: 1, height: 8, borderRadius: 4, bgcolor: 'divider', overflow: 'hidden' }}>
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
