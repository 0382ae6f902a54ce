import CircularProgress from '@mui/material/CircularProgress';
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { connectSignIn } from '../../auth/connectSignIn';
import type { SignIn, SignInState, Surroundings } from '../../auth/signIn';
import type { Store } from '../../store/store';
import { SignInContext } from './useSignIn';

const SignInScreen = lazy(() => import('./SignInScreen').then((module) => ({ default: module.SignInScreen })));

/** Lets in who has shown who they are; a guest comes by an invitation and does not pass here. */
export function SignInGate({ store, browser, children }: { store: Store; browser: Surroundings; children: ReactNode }) {
  const [session, setSession] = useState<{ signIn: SignIn; state: SignInState } | null>(null);
  useEffect(() => {
    const signIn: SignIn = connectSignIn(store, browser, (state) => setSession({ signIn, state }));
    void signIn.start();
  }, [store, browser]);
  if (!session || session.state.status === 'unknown') {
    return <CircularProgress aria-label="UniVoice" sx={{ position: 'fixed', top: '45%', left: 'calc(50% - 20px)' }} />;
  }
  const { signIn, state } = session;
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
  return <SignInContext.Provider value={session}>{children}</SignInContext.Provider>;
}
