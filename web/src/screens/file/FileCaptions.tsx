import type { TranscriptLine } from '@univoice/client';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';

/** What is said in the file and what it means; what may still change is in italics. */
export function FileCaptions({ lines }: { lines: readonly TranscriptLine[] }) {
  const { t } = useTranslation('screens');
  return (
    <Box component="section" aria-label={t('file.captions')}>
      <Box component="ol" tabIndex={0} sx={{ listStyle: 'none', m: 0, p: 0, maxHeight: '40dvh', overflowY: 'auto' }}>
        {lines.map((line) => (
          <Box component="li" key={line.segment} sx={{ py: 1, borderBottom: 1, borderColor: 'divider', contentVisibility: 'auto', containIntrinsicSize: 'auto 64px' }}>
            <Typography lang={line.language} sx={{ fontStyle: line.final ? 'normal' : 'italic' }}>
              {line.text}
            </Typography>
            {line.translations.map((translation) => (
              <Typography key={translation.language} lang={translation.language} color="textSecondary">
                {translation.text}
              </Typography>
            ))}
          </Box>
        ))}
      </Box>
    </Box>
  );
}
