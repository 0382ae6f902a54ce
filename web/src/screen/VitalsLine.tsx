import ExpandLess from '@mui/icons-material/ExpandLess';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Drawer from '@mui/material/Drawer';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection, useLatency, useParticipants } from '../conversation/questions';
import { duration } from '../i18n/formats';
import { useLocale } from '../i18n/useLocale';
import { Participants } from './Participants';
import { CONNECTION_COLOURS, Vitals } from './Vitals';

/** How it goes and who is here, in one line for narrow screens; a tap shows the rest. Nothing before it begins. */
export function VitalsLine() {
  const { t } = useTranslation(['conversation', 'common']);
  const locale = useLocale();
  const connection = useConnection();
  const { now } = useLatency();
  const here = useParticipants().filter((each) => each.connected).length;
  const [open, setOpen] = useState(false);
  if (connection === 'notConnected') {
    return null;
  }
  const words = [
    t(connection === 'connecting' ? 'isConnecting' : connection),
    now === null ? '' : t('delayed', { duration: duration(locale, now) }),
    here > 1 && connection !== 'ended' ? t('takePart', { count: here }) : '',
  ];
  return (
    <>
      <Button fullWidth color="inherit" endIcon={<ExpandLess />} aria-haspopup="dialog" onClick={() => setOpen(true)} sx={{ mt: -1, fontWeight: 400, color: 'text.secondary', lineHeight: 1.4, fontVariantNumeric: 'tabular-nums' }}>
        <Box component="span" aria-hidden sx={{ width: 8, height: 8, borderRadius: '50%', mr: 1, bgcolor: CONNECTION_COLOURS[connection] }} />
        {words.filter(Boolean).join(' · ')}
      </Button>
      <Drawer anchor="bottom" open={open} onClose={() => setOpen(false)} slotProps={{ paper: { 'aria-label': t('howItGoes'), role: 'dialog', sx: { borderRadius: '16px 16px 0 0', p: 3, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 3 } } }}>
        <Vitals />
        <Participants />
        <Button variant="outlined" onClick={() => setOpen(false)}>
          {t('common:close')}
        </Button>
      </Drawer>
    </>
  );
}
