import playbackUrl from './worklets/playback?worker&url';

export interface PlaybackContext {
  context: AudioContext;
  /** Done when the playing worklet is in it. */
  loaded: Promise<void>;
}

let prepared: PlaybackContext | undefined;

/**
 * Makes what a press of the button would otherwise wait for, and the microphone with it on a busy machine: a context with the playing worklet in
 * it, which is silent until the press. `openSpeaker` takes it over.
 */
export function prepareSpeaker(): void {
  prepared ??= load();
  const { context, loaded } = prepared;
  loaded.catch(() => {
    if (prepared?.context === context) {
      // Whoever took it over closes it.
      prepared = undefined;
      void context.close();
    }
  });
}

/** The prepared context, or a new one. The caller closes it. */
export function playbackContext(): PlaybackContext {
  const context = prepared ?? load();
  prepared = undefined;
  return context;
}

function load(): PlaybackContext {
  const context = new AudioContext({ latencyHint: 'interactive' });
  return { context, loaded: context.audioWorklet.addModule(playbackUrl) };
}
