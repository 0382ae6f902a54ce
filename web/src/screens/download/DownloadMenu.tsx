import '../../i18n/texts/screens/screens';
import DownloadIcon from '@mui/icons-material/Download';
import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import ListSubheader from '@mui/material/ListSubheader';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languageInText } from '../../i18n/formats';
import { mainLandmark } from '../../theme/mainLandmark';
import { FailureAlert } from '../FailureAlert';
import { useLocale } from '../../i18n/useLocale';
import { transcriptPath } from './fetchFile';
import { transcriptFileName, type TranscriptFormat } from './fileName';
import { useDownload } from './useDownload';

const TEXTS: readonly TranscriptFormat[] = ['txt', 'srt', 'vtt'];

/**
 * What was said, as a file: as it was spoken, or all of it in one language.
 *
 * @param languages primary subtags in which at least some of it can be read
 */
export function DownloadMenu({ session, startedAt, languages }: { session: string; startedAt: number; languages: readonly string[] }) {
  const { t } = useTranslation('screens');
  const locale = useLocale();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { download, busy, failure } = useDownload();
  const buttonId = useId();
  const menuId = useId();
  const choose = (format: TranscriptFormat, language?: string) => {
    setAnchor(null);
    void download(transcriptPath(session, format, language), transcriptFileName(startedAt, format, language));
  };
  const group = (heading: string, language?: string) => [
    <ListSubheader key={heading} role="presentation" aria-hidden sx={{ lineHeight: 2.5, bgcolor: 'transparent' }}>
      {heading}
    </ListSubheader>,
    ...TEXTS.map((format) => (
      <MenuItem key={`${heading} ${format}`} onClick={() => choose(format, language)} aria-label={`${t(`download.${format}`)}, ${heading}`}>
        {t(`download.${format}`)}
      </MenuItem>
    )),
  ];
  return (
    <>
      <Button
        id={buttonId}
        startIcon={<DownloadIcon />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-controls={anchor ? menuId : undefined}
        loading={busy}
        loadingPosition="start"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {t('download.menu')}
      </Button>
      <Menu
        id={menuId}
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        // In a dialog it would otherwise lie behind it.
        container={() => anchor?.closest<HTMLElement>('[role="dialog"]') ?? mainLandmark()}
        slotProps={{ list: { 'aria-labelledby': buttonId, dense: true }, paper: { sx: { maxHeight: 420 } } }}
      >
        {group(t('download.asSpoken'))}
        {languages.flatMap((language) => group(t('download.inLanguage', { language: languageInText(locale, language) }), language))}
        <Divider component="li" />
        <MenuItem onClick={() => choose('json')}>{t('download.json')}</MenuItem>
      </Menu>
      {failure && <FailureAlert failure={failure} />}
    </>
  );
}
