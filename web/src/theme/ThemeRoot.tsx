import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import CssBaseline from '@mui/material/CssBaseline';
import { ThemeProvider } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useMemo, type ReactNode } from 'react';
import { useAppSelector } from '../store/hooks';
import { themeOf } from './theme';

/** The page's policy takes styles only with this visit's nonce; browsers show it to scripts as a property alone. */
function nonce(): string | undefined {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce || undefined;
}

const visitNonce = nonce();
const cache = createCache({ key: 'uv', prepend: true, ...(visitNonce !== undefined && { nonce: visitNonce }) });

/** Light or dark, as chosen or as the system is. */
export function ThemeRoot({ children }: { children: ReactNode }) {
  const choice = useAppSelector((state) => state.ui.settings.theme);
  const systemIsDark = useMediaQuery('(prefers-color-scheme: dark)', { noSsr: true });
  const mode = choice === 'system' ? (systemIsDark ? 'dark' : 'light') : choice;
  const theme = useMemo(() => themeOf(mode), [mode]);
  return (
    <CacheProvider value={cache}>
      <ThemeProvider theme={theme}>
        <CssBaseline enableColorScheme />
        {children}
      </ThemeProvider>
    </CacheProvider>
  );
}
