import '../../i18n/texts/screens/screens';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScreenProps } from '../../app/screens';
import { FailureAlert } from '../FailureAlert';
import { ScreenDialog } from '../ScreenDialog';
import { useMay } from '../useMay';
import { PageSettings } from './PageSettings';
import { PrivacySettings } from './PrivacySettings';
import { SoundSettings } from './SoundSettings';
import { TranslationSettings } from './TranslationSettings';
import { useSettings, type ChangeOutcome } from './useSettings';
import { WordSettings } from './WordSettings';

/** Everything that can be chosen; each choice holds at once, also in a conversation that runs. */
export function SettingsDialog({ onClose }: ScreenProps) {
  const { t } = useTranslation('screens');
  const hold = useSettings();
  const glossaries = useMay('glossaries');
  const open = useMay('open');
  return (
    <ScreenDialog onClose={onClose} title={t('settings.title')}>
      <Box sx={{ position: 'sticky', top: 0, zIndex: 1, bgcolor: 'background.paper' }} aria-live="polite">
        <Outcome outcome={hold.outcome} />
        {hold.inSession && !hold.owner && <Alert severity="info">{t('settings.onlyOwner')}</Alert>}
      </Box>
      <Section title={t('settings.sound')}>
        <SoundSettings />
      </Section>
      <Section title={t('settings.translation')}>
        <TranslationSettings hold={hold} />
      </Section>
      {glossaries && (
        <Section title={t('settings.words')}>
          <WordSettings hold={hold} />
        </Section>
      )}
      {open && (
        <Section title={t('settings.privacy')}>
          <PrivacySettings hold={hold} />
        </Section>
      )}
      <Section title={t('settings.page')}>
        <PageSettings hold={hold} />
      </Section>
    </ScreenDialog>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box component="section" sx={{ py: 2.5, borderBottom: 1, borderColor: 'divider', '&:last-child': { borderBottom: 0 } }}>
      <Typography variant="h3" sx={{ mb: 2, color: 'primary.main', fontSize: '1.05rem' }}>
        {title}
      </Typography>
      <Stack spacing={2.5}>{children}</Stack>
    </Box>
  );
}

function Outcome({ outcome }: { outcome: ChangeOutcome }) {
  const { t } = useTranslation('screens');
  switch (outcome.kind) {
    case 'none':
      return null;
    case 'applied':
      return <Alert severity="success">{t('settings.applied')}</Alert>;
    case 'conflict':
      return <Alert severity="warning">{t('settings.changedElsewhere')}</Alert>;
    case 'failed':
      return <FailureAlert failure={outcome.failure} />;
  }
}
