import { afterEach, describe, expect, it, vi } from 'vitest';
import { api } from '../api/api';
import { signedIn, userKnown } from '../store/auth';
import { makeStore } from '../store/store';
import { settingsChanged } from '../store/ui';
import { newSession } from './newSession';

function withPermissions(permissions: string[] | undefined) {
  const store = makeStore();
  store.dispatch(signedIn({ token: 'proof' }));
  if (permissions) {
    store.dispatch(userKnown({ user: { userId: 'ana', roles: [], permissions }, permissions }));
  }
  store.dispatch(settingsChanged({ enableRecording: true, glossary: 'med', redactPersonalData: true }));
  return store;
}

afterEach(() => vi.unstubAllGlobals());

describe('a new session', () => {
  it('is recorded only where the person may record', () => {
    expect(newSession(withPermissions(['sessions:record']).getState())).toHaveProperty('recordingEnabled', true);
    expect(newSession(withPermissions([]).getState())).not.toHaveProperty('recordingEnabled');
    expect(newSession(withPermissions(undefined).getState())).not.toHaveProperty('recordingEnabled');
  });

  it('leaves out a glossary that is not the person’s, and nothing else', async () => {
    const store = withPermissions(['glossaries:read:own']);
    expect(newSession(store.getState()).configuration).toHaveProperty('customTerminology', 'med');
    vi.stubGlobal('fetch', async () => Response.json({ glossaries: ['law'] }));
    await store.dispatch(api.endpoints.glossaries.initiate());
    expect(newSession(store.getState()).configuration).toEqual({ qualityMode: 'balanced', redactPersonalData: true });
  });

  it('is opened by the name that one chose, else by that of the account', () => {
    const store = withPermissions([]);
    expect(newSession(store.getState())).not.toHaveProperty('participantName');
    store.dispatch(userKnown({ user: { userId: 'ana', name: 'Ana Reis', roles: [], permissions: [] }, permissions: [] }));
    expect(newSession(store.getState())).toHaveProperty('participantName', 'Ana Reis');
    store.dispatch(settingsChanged({ participantName: 'Bia' }));
    expect(newSession(store.getState())).toHaveProperty('participantName', 'Bia');
  });

  it('has no glossary of somebody who may have none', () => {
    expect(newSession(withPermissions([]).getState()).configuration).not.toHaveProperty('customTerminology');
  });
});
