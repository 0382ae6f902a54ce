import UploadFileIcon from '@mui/icons-material/UploadFile';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';

/** Where a file is let fall or chosen from. */
export function FilePicker({ file, onFiles }: { file: File | undefined; onFiles(files: File[]): void }) {
  const { t } = useTranslation('screens');
  const input = useRef<HTMLInputElement>(null);
  return (
    <Box sx={{ border: 2, borderStyle: 'dashed', borderColor: file ? 'primary.main' : 'divider', borderRadius: 3, p: { xs: 2.5, sm: 4 }, textAlign: 'center' }}>
      <UploadFileIcon color="primary" sx={{ fontSize: 40 }} />
      <Typography sx={{ my: 1, fontWeight: 600, overflowWrap: 'anywhere' }}>{file ? file.name : t('file.drop')}</Typography>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 2 }}>
        {t('file.kinds')}
      </Typography>
      <input
        ref={input}
        type="file"
        hidden
        accept=".wav,.mp3,.opus,.ogg,audio/wav,audio/mpeg,audio/ogg"
        data-testid="audio-file"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          onFiles(files);
        }}
      />
      <Button variant="outlined" onClick={() => input.current?.click()}>
        {file ? t('file.another') : t('file.choose')}
      </Button>
    </Box>
  );
}
