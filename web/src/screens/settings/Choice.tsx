import Box from '@mui/material/Box';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Typography from '@mui/material/Typography';
import { useId } from 'react';

export interface ChoiceOption<V extends string> {
  value: V;
  label: string;
  /** What it means, in a sentence. */
  hint?: string;
}

/** One of a few, each with what it does in words. */
export function Choice<V extends string>({
  label,
  value,
  options,
  onChange,
  disabled = false,
}: {
  label: string;
  value: V;
  options: readonly ChoiceOption<V>[];
  onChange(value: V): void;
  disabled?: boolean;
}) {
  const labelId = useId();
  return (
    <FormControl disabled={disabled} sx={{ display: 'block' }}>
      <FormLabel id={labelId} sx={{ color: 'text.primary', fontWeight: 600, '&.Mui-focused': { color: 'text.primary' } }}>
        {label}
      </FormLabel>
      <RadioGroup
        aria-labelledby={labelId}
        value={value}
        onChange={(_event, chosen) => {
          const option = options.find((each) => each.value === chosen);
          if (option) {
            onChange(option.value);
          }
        }}
      >
        {options.map(({ value: each, label: name, hint }) => (
          <FormControlLabel
            key={each}
            value={each}
            control={<Radio />}
            sx={{ alignItems: 'flex-start', my: 0.25, '& .MuiRadio-root': { mt: hint ? -0.5 : 0 } }}
            label={
              <Box sx={{ pt: hint ? 0.5 : 1 }}>
                {name}
                {hint && (
                  <Typography variant="body2" color="textSecondary">
                    {hint}
                  </Typography>
                )}
              </Box>
            }
          />
        ))}
      </RadioGroup>
    </FormControl>
  );
}
