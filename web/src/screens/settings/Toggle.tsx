import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import Typography from '@mui/material/Typography';
import { useId } from 'react';

/** On or off, with what it does in words. */
export function Toggle({
  label,
  hint,
  checked,
  onChange,
  disabled = false,
}: {
  label: string;
  hint?: string;
  checked: boolean;
  onChange(checked: boolean): void;
  disabled?: boolean;
}) {
  const hintId = useId();
  return (
    <Box>
      <FormControlLabel
        sx={{ ml: 0, justifyContent: 'space-between', width: 1, minHeight: 44 }}
        labelPlacement="start"
        label={label}
        control={
          <Switch
            checked={checked}
            disabled={disabled}
            onChange={(_event, now) => onChange(now)}
            slotProps={{ input: { 'aria-describedby': hint ? hintId : undefined } }}
          />
        }
      />
      {hint && (
        <Typography id={hintId} variant="body2" color="textSecondary" sx={{ pr: 8 }}>
          {hint}
        </Typography>
      )}
    </Box>
  );
}
