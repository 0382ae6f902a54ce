import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { type ReactNode } from 'react';
import { LevelBar, type LevelBarProps } from './LevelBar';

/** A level with its name and picture. */
export function LevelMeter({ icon, ...bar }: LevelBarProps & { icon: ReactNode }) {
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'auto minmax(0, 1fr)', alignItems: 'center', columnGap: 1.5, color: 'text.secondary' }}>
      <Box sx={{ gridRow: 'span 2', display: 'flex' }}>{icon}</Box>
      <Typography aria-hidden variant="caption" noWrap sx={{ lineHeight: 1.4 }}>
        {bar.label}
      </Typography>
      <LevelBar {...bar} />
    </Box>
  );
}
