import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** Several figures side by side, as many as there is room for. */
export function Figures({ children }: { children: ReactNode }) {
  return (
    <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(148px, 1fr))', gap: 1.5, m: 0 }}>
      {children}
    </Box>
  );
}
