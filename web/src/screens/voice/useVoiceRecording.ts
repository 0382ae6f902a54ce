import { useCallback, useEffect, useRef, useState } from 'react';
import { failureFrom } from '../../conversation/endings';
import type { Failure } from '../../failures/failure';
import type { Level } from '../../conversation/levels';
import { useServices, type RecordedVoice, type VoiceRecording } from '../services';

export type RecordingState =
  | { name: 'idle' }
  | { name: 'starting' }
  | { name: 'recording' }
  | { name: 'done'; sample: RecordedVoice; url: string }
  | { name: 'failed'; failure: Failure };

/** A recording from the microphone; its device is released whenever the person leaves. */
export function useVoiceRecording(deviceId: string | undefined, level: Level) {
  const { recordVoice } = useServices();
  const [state, setState] = useState<RecordingState>({ name: 'idle' });
  const [seconds, setSeconds] = useState(0);
  const running = useRef<VoiceRecording | undefined>(undefined);
  const left = useRef(false);

  const stop = useCallback(async () => {
    const recording = running.current;
    running.current = undefined;
    if (!recording) {
      return;
    }
    try {
      const sample = await recording.stop();
      if (!left.current) {
        setState({ name: 'done', sample, url: URL.createObjectURL(sample.wav) });
      }
    } catch (thrown) {
      setState({ name: 'failed', failure: failureFrom(thrown) });
    }
  }, []);

  const start = useCallback(async () => {
    setState({ name: 'starting' });
    setSeconds(0);
    try {
      running.current = await recordVoice(deviceId, {
        onLevel: (now) => level.set(now),
        onProgress: (ms) => setSeconds(Math.floor(ms / 1000)),
        onFull: () => void stop(),
      });
      if (left.current) {
        void stop();
      } else {
        setState({ name: 'recording' });
      }
    } catch (thrown) {
      setState({ name: 'failed', failure: failureFrom(thrown) });
    }
  }, [deviceId, level, recordVoice, stop]);

  useEffect(() => {
    left.current = false;
    return () => {
      left.current = true;
      void stop();
    };
  }, [stop]);
  useEffect(() => (state.name === 'done' ? () => URL.revokeObjectURL(state.url) : undefined), [state]);

  return { state, seconds, start, stop };
}
