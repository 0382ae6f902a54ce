import PersonAdd from '@mui/icons-material/PersonAdd';
import Settings from '@mui/icons-material/Settings';
import AppBar from '@mui/material/AppBar';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Toolbar from '@mui/material/Toolbar';
import Typography from '@mui/material/Typography';
import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Hint } from '../theme/Hint';
import { AppMenu } from './AppMenu';
import { LazyPart } from './LazyPart';
import { SCREENS, type ScreenName } from './screens';
import { useScreen } from './useScreen';

export interface AppShellProps {
  children: ReactNode;
  /** May this person see the screen? What they may not is not offered. */
  offers(name: ScreenName): boolean;
  onSignOut?: (() => void) | undefined;
}

/** The bar above, the screen that was opened, and beneath them the conversation. */
export function AppShell({ children, offers, onSignOut }: AppShellProps) {
  const { t } = useTranslation();
  const { screen, open, close } = useScreen();
  const load = screen && offers(screen) ? SCREENS[screen] : undefined;
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', height: '100dvh' }}>
      <AppBar position="static" component="header" sx={{ borderBottom: 1, borderColor: 'divider', bgcolor: 'background.paper' }}>
        <Toolbar sx={{ gap: 0.5, minHeight: { xs: 56, sm: 64 }, px: { xs: 1.5, sm: 3 } }}>
          <Box component="img" src="/favicon.svg" alt="" sx={{ width: 28, height: 28, mr: 1 }} />
          <Typography variant="h1" noWrap sx={{ flexGrow: 1, minWidth: 0, fontSize: { xs: '1.125rem', sm: '1.375rem' } }}>
            {t('appName')}
          </Typography>
          {offers('invite') && (
            <Button startIcon={<PersonAdd sx={{ display: { xs: 'none', sm: 'block' } }} />} onClick={() => open('invite')} sx={{ flexShrink: 0, '& .MuiButton-startIcon': { mr: { xs: 0, sm: 1 } } }}>
              {t('invite')}
            </Button>
          )}
          {'settings' in SCREENS && offers('settings') && (
            <Hint title={t('settings')}>
              <IconButton aria-label={t('settings')} onClick={() => open('settings')}>
                <Settings />
              </IconButton>
            </Hint>
          )}
          <AppMenu offers={offers} onOpen={open} onSignOut={onSignOut} />
        </Toolbar>
      </AppBar>
      <Box component="main" sx={{ flexGrow: 1, minHeight: 0, overflowY: 'auto' }}>
        {children}
      </Box>
      {load && <LazyPart key={screen} load={load} props={{ onClose: close }} onGiveUp={close} />}
    </Box>
  );
}
