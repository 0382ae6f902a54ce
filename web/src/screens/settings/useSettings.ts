import { useState } from 'react';
import { api, useChangeSessionMutation } from '../../api/api';
import type { Failure } from '../../failures/failure';
import { useAppDispatch, useAppSelector } from '../../store/hooks';
import { settingsChanged, type Settings } from '../../store/ui';
import { failureFrom } from '../../conversation/endings';
import { sessionChange, settingsOfSession } from './sessionChange';

/** What came of the last change, to be told. */
export type ChangeOutcome = { kind: 'none' } | { kind: 'applied' } | { kind: 'conflict' } | { kind: 'failed'; failure: Failure };

/**
 * Settings, and how one of them is changed: at once in this page, and in the session that runs. What the gateway does
 * not take is taken back, so that the dialog never shows what does not hold.
 */
export function useSettings() {
  const dispatch = useAppDispatch();
  const settings = useAppSelector((state) => state.ui.settings);
  const session = useAppSelector((state) => (state.session.status === 'ended' ? null : state.session.currentSession));
  const [changeSession] = useChangeSessionMutation();
  const [outcome, setOutcome] = useState<ChangeOutcome>({ kind: 'none' });

  const change = async (changed: Partial<Settings>) => {
    const before = Object.fromEntries(Object.keys(changed).map((key) => [key, settings[key as keyof Settings]]));
    dispatch(settingsChanged(changed));
    const wanted = session && sessionChange(changed);
    if (!wanted) {
      setOutcome({ kind: 'none' });
      return;
    }
    const ask = () => dispatch(api.endpoints.session.initiate(session.sessionId, { forceRefetch: true, subscribe: false })).unwrap();
    try {
      const { revision } = await ask();
      await changeSession({ session: session.sessionId, change: wanted, revision }).unwrap();
      setOutcome({ kind: 'applied' });
    } catch (thrown) {
      const failure = failureFrom(thrown);
      dispatch(settingsChanged(before));
      if (failure.status !== 409) {
        setOutcome({ kind: 'failed', failure });
        return;
      }
      // Somebody else was faster: theirs holds, and is shown.
      await ask().then(
        (now) => dispatch(settingsChanged(settingsOfSession(now))),
        () => undefined,
      );
      setOutcome({ kind: 'conflict' });
    }
  };

  return { settings, change, outcome, inSession: session !== null, owner: session?.owner ?? true };
}

export type SettingsHold = ReturnType<typeof useSettings>;
