import Box from '@mui/material/Box';
import { useEffect, useRef } from 'react';
import type { Level } from '../conversation/levels';
import { percent } from '../i18n/formats';
import { useLocale } from '../i18n/useLocale';
import { Seldom } from './seldom';

export interface LevelBarProps {
  label: string;
  level: Level;
  /** 0 to 100, told to screen readers, where something else than the level itself is; changes seldom. */
  spoken?: number | undefined;
}

/** From here on sound is about to be clipped. */
const LOUD = 90;
/** Whoever asks is told in tenths, and seldom: a reader that follows every change of a meter would talk without end. */
const STEP = 10;
const TOLD_EVERY_MS = 1_000;

const told = (level: number) => Math.round(level / STEP) * STEP;

/** Moves twenty times a second without React having anything to do with it. */
export function LevelBar({ label, level, spoken }: LevelBarProps) {
  const locale = useLocale();
  const meter = useRef<HTMLDivElement>(null);
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
  useEffect(() => {
    if (spoken !== undefined) {
      return;
    }
    const seldom = new Seldom((tenths) => {
      meter.current?.setAttribute('aria-valuenow', String(tenths));
      meter.current?.setAttribute('aria-valuetext', percent(locale, tenths / 100));
    }, TOLD_EVERY_MS);
    const unsubscribe = level.subscribe((value) => seldom.set(told(value)));
    return () => {
      unsubscribe();
      seldom.stop();
    };
  }, [level, locale, spoken]);
  return (
    <Box
      ref={meter}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={told(spoken ?? 0)}
      aria-valuetext={percent(locale, told(spoken ?? 0) / 100)}
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
  );
}
