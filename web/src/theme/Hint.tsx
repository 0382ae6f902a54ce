import Tooltip, { type TooltipProps } from '@mui/material/Tooltip';
import { mainLandmark } from './mainLandmark';

/** A hint at something in the page itself. In a dialog use a plain tooltip: what lies in the page behind it is hidden from readers. */
export function Hint({ slotProps, ...tooltip }: TooltipProps) {
  return <Tooltip {...tooltip} slotProps={{ ...slotProps, popper: { container: mainLandmark } }} />;
}
