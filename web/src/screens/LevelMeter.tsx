import Box from '@mui/material/Box';
import { forwardRef, useImperativeHandle, useRef } from 'react';

/** Shows a level without drawing the page again: levels come twenty times a second. */
export interface LevelMeterHandle {
  /** 0 to 100. */
  show(level: number): void;
}

export const LevelMeter = forwardRef<LevelMeterHandle, { label: string }>(function LevelMeter({ label }, handle) {
  const meter = useRef<HTMLDivElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  useImperativeHandle(handle, () => ({
    show(level) {
      meter.current?.setAttribute('aria-valuenow', String(Math.round(level)));
      if (bar.current) {
        bar.current.style.transform = `scaleX(${Math.min(100, Math.max(0, level)) / 100})`;
      }
    },
  }));
  return (
    <Box
      ref={meter}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
      sx={{ height: 12, borderRadius: 6, bgcolor: 'action.hover', overflow: 'hidden', border: 1, borderColor: 'divider' }}
    >
      <Box ref={bar} sx={{ height: 1, bgcolor: 'success.main', transform: 'scaleX(0)', transformOrigin: 'left' }} />
    </Box>
  );
});
