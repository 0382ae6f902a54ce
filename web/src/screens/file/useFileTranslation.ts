import type { TranscriptState } from '@univoice/client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { failureFrom } from '../../conversation/endings';
import type { Failure } from '../../failures/failure';
import { useServices, type FileTranslation } from '../services';
import { checkFile, type FileFault } from './fileCheck';

export type TranslationState =
  | { name: 'none' }
  | { name: 'chosen'; file: File }
  | { name: 'faulty'; fault: FileFault }
  | { name: 'working'; file: File; progress: { sent: number; translated: number }; transcript?: TranscriptState }
  | { name: 'done'; file: File; result: FileTranslation }
  | { name: 'cancelled'; file: File }
  | { name: 'failed'; file: File; failure: Failure };

/** One file from being chosen until its translation can be taken along. Leaving stops it. */
export function useFileTranslation() {
  const { translateFile } = useServices();
  const [state, setState] = useState<TranslationState>({ name: 'none' });
  const running = useRef<AbortController | undefined>(undefined);

  const choose = useCallback(async (files: readonly File[]) => {
    const [file] = files;
    if (!file) {
      return;
    }
    const fault = files.length > 1 ? 'severalFiles' : await checkFile(file);
    setState(fault ? { name: 'faulty', fault } : { name: 'chosen', file });
  }, []);

  const start = async (file: File, languages: { from: string; to: string }) => {
    const control = new AbortController();
    running.current = control;
    setState({ name: 'working', file, progress: { sent: 0, translated: 0 } });
    const working = (more: Partial<Extract<TranslationState, { name: 'working' }>>) =>
      setState((now) => (now.name === 'working' && running.current === control ? { ...now, ...more } : now));
    try {
      const result = await translateFile(
        file,
        languages,
        { onProgress: (progress) => working({ progress }), onTranscript: (transcript) => working({ transcript }) },
        control.signal,
      );
      if (running.current === control) {
        setState({ name: 'done', file, result });
      }
    } catch (thrown) {
      if (running.current === control) {
        setState(control.signal.aborted ? { name: 'cancelled', file } : { name: 'failed', file, failure: failureFrom(thrown) });
      }
    }
  };

  const cancel = () => {
    running.current?.abort();
    // What it still has to say is about a file that somebody has turned away from.
    running.current = undefined;
    setState((now) => (now.name === 'working' ? { name: 'cancelled', file: now.file } : now));
  };

  useEffect(
    () => () => {
      running.current?.abort();
    },
    [],
  );

  return { state, choose, start, cancel, reset: () => setState({ name: 'none' }) };
}
