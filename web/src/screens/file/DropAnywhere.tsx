import Backdrop from '@mui/material/Backdrop';
import Typography from '@mui/material/Typography';
import UploadFileIcon from '@mui/icons-material/UploadFile';
import { useEffect, useState } from 'react';
import { dropFiles } from './droppedFile';

/**
 * Takes a file that is dropped anywhere on the page; a mouse's shortcut, everybody else has the menu.
 *
 * @param label said over the page while a file hangs above it
 * @param onDropped opens the screen that translates it
 */
export function DropAnywhere({ label, onDropped }: { label: string; onDropped(): void }) {
  const [above, setAbove] = useState(false);
  useEffect(() => {
    // Each element that is crossed tells of entering and leaving: only both counted together say that one left.
    let depth = 0;
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent) => {
      if (carriesFiles(event)) {
        depth += 1;
        setAbove(true);
      }
    };
    const leave = (event: DragEvent) => {
      if (carriesFiles(event)) {
        depth = Math.max(0, depth - 1);
        setAbove(depth > 0);
      }
    };
    const over = (event: DragEvent) => {
      if (carriesFiles(event)) {
        event.preventDefault();
      }
    };
    const drop = (event: DragEvent) => {
      if (carriesFiles(event)) {
        event.preventDefault();
        depth = 0;
        setAbove(false);
        dropFiles([...(event.dataTransfer?.files ?? [])]);
        onDropped();
      }
    };
    const heard = { dragenter: enter, dragleave: leave, dragover: over, drop } as const;
    Object.entries(heard).forEach(([name, hear]) => window.addEventListener(name as 'drop', hear));
    return () => Object.entries(heard).forEach(([name, hear]) => window.removeEventListener(name as 'drop', hear));
  }, [onDropped]);
  return (
    <Backdrop open={above} sx={{ zIndex: 'tooltip', color: '#fff', flexDirection: 'column', gap: 2, pointerEvents: 'none', bgcolor: 'rgba(20, 18, 60, 0.85)' }}>
      <UploadFileIcon sx={{ fontSize: 64 }} />
      <Typography variant="h2" component="p">
        {label}
      </Typography>
    </Backdrop>
  );
}
