import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';

/** One number and what it is. */
export function Figure({ label, value, strong = false }: { label: string; value: string; strong?: boolean }) {
  return (
    <Box sx={{ p: 1.5, borderRadius: 1, border: 1, borderColor: strong ? 'primary.main' : 'divider' }}>
      <Typography component="dt" variant="body2" color="textSecondary">
        {label}
      </Typography>
      <Typography component="dd" sx={{ m: 0, overflowWrap: 'anywhere', hyphens: 'auto', fontWeight: 650, fontSize: '1.1rem', fontVariantNumeric: 'tabular-nums' }}>
        {value}
      </Typography>
    </Box>
  );
}
