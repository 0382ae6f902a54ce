import { createContext, useContext } from 'react';
import type { SignIn, SignInState } from '../../auth/signIn';

/** The sign-in and how it stands; null where nobody signs in, as for a guest. */
export const SignInContext = createContext<{ signIn: SignIn; state: SignInState } | null>(null);

export const useSignIn = () => useContext(SignInContext);
