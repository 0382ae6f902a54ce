import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { useIsGuest } from '../conversation/questions';
import { useAppSelector } from '../store/hooks';

const STEPS = ['stepLanguages', 'stepSpeak', 'stepInvite'] as const;
const GUEST_STEPS = ['stepSpeak', 'stepHear', 'stepStay'] as const;

/** What the page is for, in three steps; once it listens, that it does. */
export function EmptyTranscript() {
  const { t } = useTranslation('conversation');
  const guest = useIsGuest();
  const live = useAppSelector((state) => state.session.status === 'active');
  if (live) {
    return (
      <Typography color="textSecondary" sx={{ textAlign: 'center', pt: { xs: 4, md: '18vh' }, px: 2, maxWidth: 420, mx: 'auto' }}>
        {t('listening')}
      </Typography>
    );
  }
  return (
    <Box sx={{ pt: { xs: 3, md: '14vh' }, px: { xs: 1, sm: 2 }, maxWidth: 520, mx: 'auto' }}>
      <Typography variant="h2" component="h3" sx={{ mb: { xs: 2, md: 3 }, fontSize: { xs: '1.125rem', md: '1.375rem' } }}>
        {t(guest ? 'stepsTitleGuest' : 'stepsTitle')}
      </Typography>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: { xs: 1.5, md: 2.5 } }}>
        {(guest ? GUEST_STEPS : STEPS).map((step, at) => (
          <Box component="li" key={step} sx={{ display: 'grid', gridTemplateColumns: '32px minmax(0, 1fr)', columnGap: 1.5, alignItems: 'baseline' }}>
            <Box aria-hidden component="span" sx={{ width: 32, height: 32, borderRadius: '50%', display: 'grid', placeItems: 'center', border: 2, borderColor: 'primary.main', color: 'primary.main', fontWeight: 700, fontSize: '0.9375rem' }}>
              {at + 1}
            </Box>
            <Typography color="textSecondary">{t(step)}</Typography>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
