import ChevronRightIcon from '@mui/icons-material/ChevronRight';
import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import ListItem from '@mui/material/ListItem';
import ListItemButton from '@mui/material/ListItemButton';
import ListItemText from '@mui/material/ListItemText';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../api/types';
import { languageInText } from '../../i18n/formats';
import { useLocale } from '../../i18n/useLocale';
import { sessionLine, type SessionLine } from './sessionLine';

export function SessionRow({ session, onOpen }: { session: Session; onOpen(): void }) {
  const { t } = useTranslation('screens');
  const locale = useLocale();
  const line = sessionLine(session);
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(line.startedAt);
  return (
    <ListItem disablePadding divider>
      <ListItemButton onClick={onOpen} sx={{ px: 1, py: 1.5, borderRadius: 2, gap: 1 }}>
        <Box sx={{ flexGrow: 1, display: 'flex', flexDirection: { xs: 'column', sm: 'row' }, alignItems: { xs: 'flex-start', sm: 'center' }, gap: 1 }}>
          <ListItemText primary={when} secondary={[languagesInWords(line, locale, t), ...figures(line, locale, t)].join(' · ')} sx={{ my: 0, flexGrow: 1 }} />
          {(line.running || line.recorded) && (
            <Box sx={{ display: 'flex', gap: 1 }}>
              {line.running && <Chip size="small" color="success" label={t('history.running')} />}
              {line.recorded && <Chip size="small" variant="outlined" label={t('history.recorded')} />}
            </Box>
          )}
        </Box>
        <ChevronRightIcon color="action" aria-hidden />
      </ListItemButton>
    </ListItem>
  );
}

export function languagesInWords({ source, target }: SessionLine, locale: string, t: TFunction<'screens'>): string {
  if (!source || !target) {
    return t('history.languagesUnknown');
  }
  const name = (tag: string) => (tag === 'auto' ? t('history.auto') : languageInText(locale, tag));
  return t('history.languages', { source: name(source), target: name(target) });
}

/** Only what there is: nobody needs to read that there were no sentences. */
export function figures(line: SessionLine, locale: string, t: TFunction<'screens'>): string[] {
  const { duration, segments, speakers, typicalWait } = line;
  return [
    ...(duration !== undefined ? [lasted(duration, locale)] : []),
    ...(segments > 0 ? [t('history.segments', { count: segments })] : []),
    ...(speakers > 1 ? [t('history.speakers', { count: speakers })] : []),
    ...(typicalWait !== undefined ? [t('history.wait', { seconds: seconds(typicalWait, locale) })] : []),
  ];
}

function lasted(ms: number, locale: string): string {
  const minutes = Math.round(ms / 60_000);
  const [value, unit] = minutes > 0 ? ([minutes, 'minute'] as const) : ([Math.round(ms / 1000), 'second'] as const);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
}

export function seconds(ms: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 1, minimumFractionDigits: 1 }).format(ms / 1000);
}
