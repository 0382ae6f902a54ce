import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { Component, lazy, Suspense, useMemo, useState, type ComponentType, type ErrorInfo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Fetches a part of the page that is not needed from the start. */
export type Load<P> = () => Promise<ComponentType<P>>;

/**
 * A part of the page that comes over the network when it is needed. Where it does not come, or breaks, everything around it
 * goes on, and it can be tried again.
 *
 * @param onGiveUp leaves it alone; absent: it lies in the page, which is nothing without it
 */
export function LazyPart<P extends object>({ load, props, waiting = null, onGiveUp }: { load: Load<P>; props: P; waiting?: ReactNode; onGiveUp?(): void }) {
  const [tries, setTries] = useState(0);
  // What React's lazy was once refused it is refused for good: each try has its own.
  // eslint-disable-next-line react-hooks/exhaustive-deps -- a try is a reason to load anew
  const Part: ComponentType<P> = useMemo(() => lazy(() => load().then((part) => ({ default: part }))) as unknown as ComponentType<P>, [load, tries]);
  return (
    <Boundary key={tries} instead={<NotThere tries={tries} onAgain={() => setTries(tries + 1)} onGiveUp={onGiveUp} />}>
      <Suspense fallback={waiting}>
        <Part {...props} />
      </Suspense>
    </Boundary>
  );
}

class Boundary extends Component<{ children: ReactNode; instead: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    console.error(error, info.componentStack);
  }

  override render() {
    return this.state.broken ? this.props.instead : this.props.children;
  }
}

const OVER_THE_PAGE = { position: 'fixed', zIndex: 'snackbar', top: { xs: 64, sm: 76 }, left: '50%', transform: 'translateX(-50%)', width: 'min(480px, calc(100vw - 24px))', boxShadow: 6 } as const;

function NotThere({ tries, onAgain, onGiveUp }: { tries: number; onAgain(): void; onGiveUp: (() => void) | undefined }) {
  const { t } = useTranslation();
  return (
    <Alert severity="error" closeText={t('dismiss')} onClose={onGiveUp} sx={onGiveUp ? OVER_THE_PAGE : { m: 2 }}>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {t('partMissing')}
      </Typography>
      <Typography variant="body2">{t('partMissingStep')}</Typography>
      <Stack direction="row" spacing={1} sx={{ mt: 1 }}>
        <Button size="small" variant="contained" onClick={onAgain}>
          {t('tryAgain')}
        </Button>
        {/* After a new build the old part is gone, and some browsers ask only once. */}
        {tries > 0 && (
          <Button size="small" onClick={() => location.reload()}>
            {t('reload')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
