import TextField from '@mui/material/TextField';
import { useId, type ReactNode } from 'react';

export interface LanguageSelectProps {
  label: string;
  value: string;
  onChoose(value: string): void;
  helperText?: ReactNode;
  disabled?: boolean;
  /** Its `<option>`s. */
  children: ReactNode;
}

/** The system's own list: on a phone nothing is easier to choose from. */
export function LanguageSelect({ label, value, onChoose, helperText, disabled = false, children }: LanguageSelectProps) {
  const id = useId();
  return (
    <TextField
      id={id}
      select
      fullWidth
      size="small"
      label={label}
      value={value}
      disabled={disabled}
      helperText={helperText}
      onChange={(event) => onChoose(event.target.value)}
      slotProps={{ select: { native: true }, inputLabel: { shrink: true }, htmlInput: { sx: { py: '10.5px', textOverflow: 'ellipsis' } } }}
    >
      {children}
    </TextField>
  );
}
