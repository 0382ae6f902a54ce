/** The gateway's least: `EnrolmentAudio.LEAST_SPEECH_MILLIS`. */
export const LEAST_MS = 3_000;

/** Below this a person is too far away, or the microphone is off: see `RecordedVoice.loudestDbfs`. */
const QUIETEST_DBFS = -45;

export type SampleFault = 'tooShort' | 'tooQuiet';

/** What is wrong with a recording before it is sent. */
export function sampleFault({ durationMs, loudestDbfs }: { durationMs: number; loudestDbfs: number }): SampleFault | undefined {
  if (durationMs < LEAST_MS) {
    return 'tooShort';
  }
  return loudestDbfs < QUIETEST_DBFS ? 'tooQuiet' : undefined;
}
