import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { encode } from 'uqr';

/** Modules of white around the code, as ISO/IEC 18004 asks: scanners find it by them. */
const QUIET_ZONE = 4;

/** A QR code as one path; black on white in both themes, because many scanners take no other. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => {
    const { data, size } = encode(text, { ecc: 'M', border: QUIET_ZONE });
    const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
    return { size, path: dark.join('') };
  }, [text]);
  return (
    <Box component="svg" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} sx={{ width: 224, maxWidth: '100%', borderRadius: 2, bgcolor: '#fff', display: 'block' }} shapeRendering="crispEdges">
      <path d={path} fill="#000" />
    </Box>
  );
}
