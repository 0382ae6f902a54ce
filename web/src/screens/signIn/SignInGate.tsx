import CircularProgress from '@mui/material/CircularProgress';
import { lazy, Suspense, useMemo, useSyncExternalStore, type ReactNode } from 'react';
import type { ConnectedSignIn } from '../../auth/connectSignIn';
import { SignInContext } from './useSignIn';

const SignInScreen = lazy(() => import('./SignInScreen').then((module) => ({ default: module.SignInScreen })));

/** Lets in who has shown who they are; a guest comes by an invitation and does not pass here. */
export function SignInGate({ connected, children }: { connected: ConnectedSignIn; children: ReactNode }) {
  const { signIn, subscribe } = connected;
  const state = useSyncExternalStore(subscribe, () => signIn.state);
  const value = useMemo(() => ({ signIn, state }), [signIn, state]);
  if (state.status === 'unknown') {
    return <CircularProgress aria-label="UniVoice" sx={{ position: 'fixed', top: '45%', left: 'calc(50% - 20px)' }} />;
  }
  if (state.status === 'signedOut') {
    return (
      <Suspense fallback={null}>
        <SignInScreen
          ways={state.ways}
          {...(state.failure && { failure: state.failure })}
          onSignIn={() => void signIn.signIn()}
          onToken={(pasted) => signIn.useToken(pasted)}
          onRetry={() => void signIn.start()}
        />
      </Suspense>
    );
  }
  return <SignInContext.Provider value={value}>{children}</SignInContext.Provider>;
}
