import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import type { components } from '@univoice/client';
import type { Failure } from '../failures/failure';

export type Me = components['schemas']['Me'];

/** unknown: not yet asked how one signs in here. A guest came by an invitation and may do nothing else. */
export type AuthStatus = 'unknown' | 'signedOut' | 'signedIn' | 'guest';

export interface AuthState {
  status: AuthStatus;
  /** Proves who asks; goes into the Authorization header and nowhere else. */
  token: string | null;
  /** Milliseconds since the epoch; null: it says nothing of an end. */
  expiresAt: number | null;
  user: Me | null;
  permissions: string[];
  failure: Failure | null;
}

const initialState: AuthState = { status: 'unknown', token: null, expiresAt: null, user: null, permissions: [], failure: null };

export const authSlice = createSlice({
  name: 'auth',
  initialState,
  reducers: {
    signedIn(state, { payload }: PayloadAction<{ token: string; expiresAt?: number }>) {
      state.status = 'signedIn';
      state.token = payload.token;
      state.expiresAt = payload.expiresAt ?? null;
      state.failure = null;
    },
    admittedAsGuest(state, { payload }: PayloadAction<{ token: string; expiresAt?: number }>) {
      state.status = 'guest';
      state.token = payload.token;
      state.expiresAt = payload.expiresAt ?? null;
      state.failure = null;
    },
    userKnown(state, { payload }: PayloadAction<{ user: Me; permissions: string[] }>) {
      state.user = payload.user;
      state.permissions = payload.permissions;
    },
    /** Whatever is known is of whoever was here before. */
    anotherPerson() {
      return initialState;
    },
    /** What is on the screen stays there: somebody who signs in again goes on where they were. */
    tokenExpired(state) {
      state.token = null;
      state.expiresAt = null;
      state.failure = { code: 'TOKEN_EXPIRED' };
    },
    signedOut(_state, { payload }: PayloadAction<Failure | undefined>) {
      return { ...initialState, status: 'signedOut', failure: payload ?? null };
    },
  },
});

export const { signedIn, admittedAsGuest, userKnown, anotherPerson, tokenExpired, signedOut } = authSlice.actions;
