import UploadIcon from '@mui/icons-material/UploadFile';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGlossariesQuery, usePutGlossaryMutation } from '../../api/api';
import type { Failure } from '../../failures/failure';
import { FailureAlert } from '../FailureAlert';
import { failureFrom } from '../../conversation/endings';
import { glossaryNameOf } from './glossaryName';

type Upload = { kind: 'none' } | { kind: 'kept'; name: string; terms: number } | { kind: 'refused'; file: string; failure: Failure };

/** One of one's own glossaries, or a new one from a file. */
export function GlossaryChoice({ chosen, disabled, onChoose }: { chosen: string; disabled: boolean; onChoose(name: string): void }) {
  const { t } = useTranslation('screens');
  const { data } = useGlossariesQuery();
  const [put, { isLoading }] = usePutGlossaryMutation();
  const [upload, setUpload] = useState<Upload>({ kind: 'none' });
  const input = useRef<HTMLInputElement>(null);
  const names = data?.glossaries ?? [];
  const all = chosen !== '' && !names.includes(chosen) ? [...names, chosen] : names;
  const send = async (file: File) => {
    try {
      const { name, terms } = await put({ name: glossaryNameOf(file.name), csv: await file.text() }).unwrap();
      setUpload({ kind: 'kept', name, terms });
      onChoose(name);
    } catch (thrown) {
      setUpload({ kind: 'refused', file: file.name, failure: failureFrom(thrown) });
    }
  };
  return (
    <Box>
      <TextField
        select
        fullWidth
        label={t('settings.glossary')}
        helperText={t('settings.glossaryHint')}
        value={chosen}
        disabled={disabled}
        onChange={(event) => onChoose(event.target.value)}
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      >
        <MenuItem value="">{t('settings.glossaryNone')}</MenuItem>
        {all.map((name) => (
          <MenuItem key={name} value={name}>
            {name}
          </MenuItem>
        ))}
      </TextField>
      <input
        ref={input}
        type="file"
        accept=".csv,text/csv"
        hidden
        data-testid="glossary-file"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) {
            void send(file);
          }
        }}
      />
      <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', columnGap: 2, mt: 0.5 }}>
        <Button startIcon={<UploadIcon />} loading={isLoading} loadingPosition="start" onClick={() => input.current?.click()}>
          {t('settings.glossaryUpload')}
        </Button>
        <Typography variant="body2" color="textSecondary">
          {t('settings.glossaryFormat')}
        </Typography>
      </Box>
      <Box aria-live="polite">
        {upload.kind === 'kept' && <Alert severity="success">{t('settings.glossaryKept', { name: upload.name, count: upload.terms })}</Alert>}
        {upload.kind === 'refused' && <Refused file={upload.file} failure={upload.failure} />}
      </Box>
    </Box>
  );
}

/** What is wrong with a file only the gateway knows, by line and column: its own words are the best there are. */
function Refused({ file, failure }: { file: string; failure: Failure }) {
  const { t } = useTranslation('screens');
  if (failure.status !== 400 || !failure.message) {
    return <FailureAlert failure={failure} />;
  }
  const words = `${failure.message} ${failure.suggestion ?? ''}`.trim();
  return <Alert severity="error">{t('settings.glossaryFault', { file, message: words })}</Alert>;
}
