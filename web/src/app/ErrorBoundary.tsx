import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { i18n } from '../i18n/i18n';

/** What people see instead of a page that broke: a sentence and the one thing that helps. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    console.error(error, info.componentStack);
  }

  override render() {
    if (!this.state.broken) {
      return this.props.children;
    }
    return (
      <Stack role="alert" spacing={2} sx={{ alignItems: 'center', textAlign: 'center', p: 4, pt: '20vh' }}>
        <Typography variant="h1">{i18n.t('crashed')}</Typography>
        <Typography color="textSecondary">{i18n.t('crashedStep')}</Typography>
        <Button variant="contained" onClick={() => location.reload()}>
          {i18n.t('reload')}
        </Button>
      </Stack>
    );
  }
}
