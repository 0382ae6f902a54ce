import type { Encoding, Microphone, Speaker } from '@univoice/client';
import { healthChanged, playingChanged, type AudioState } from '../store/audio';
import type { Store } from '../store/store';
import { notified } from '../store/ui';
import { failureFrom, failureOfLoss } from './endings';
import type { Levels } from './levels';
import type { Sound } from './roles';
import type { Waiting } from './waiting';

/** As browsers call it. */
const DEFAULT_DEVICE = 'default';

/** Opens the loudspeaker that was chosen. */
export function openSpeaker(store: Store, levels: Levels, sound: Sound, encoding: Encoding): Promise<Speaker> {
  const { volume, original, outputDevice } = store.getState().audio;
  return sound.openSpeaker(
    { encoding, volume, original, ...(outputDevice && { outputDeviceId: outputDevice.deviceId }) },
    {
      onLevel: (level) => levels.output.set(level),
      onPlaying: (segment) => store.dispatch(playingChanged(segment)),
      onHealth: (health) => store.dispatch(healthChanged(health)),
    },
  );
}

/** Opens the microphone that was chosen; what comes of it waits until somebody takes it. */
export function startMicrophone(store: Store, levels: Levels, sound: Sound, encoding: Encoding, waiting: Waiting): Promise<Microphone> {
  const { inputDevice } = store.getState().audio;
  return sound.startMicrophone(
    { encoding, ...(inputDevice && { deviceId: inputDevice.deviceId }) },
    { onPiece: (piece) => waiting.take(piece), onLost: (why) => waiting.lose(failureOfLoss(why)), onLevel: (level) => levels.input.set(level) },
  );
}

/** Both devices while a conversation lives: what is chosen for them holds at once. */
export class Devices {
  /** What they were last told. */
  private told: AudioState;

  constructor(
    private readonly store: Store,
    private readonly levels: Levels,
    /** Undefined: it was lost. */
    public microphone: Microphone | undefined,
    private readonly speaker: Speaker,
  ) {
    this.told = store.getState().audio;
  }

  follow(): void {
    const before = this.told;
    const now = this.store.getState().audio;
    if (now === before) {
      return;
    }
    this.told = now;
    if (now.volume !== before.volume) {
      this.speaker.setVolume(now.volume);
    }
    if (now.original !== before.original) {
      this.speaker.setOriginal(now.original);
    }
    if (this.microphone && now.inputDevice?.deviceId !== before.inputDevice?.deviceId) {
      this.tell(this.microphone.use(now.inputDevice?.deviceId ?? DEFAULT_DEVICE));
    }
    if (now.outputDevice?.deviceId !== before.outputDevice?.deviceId) {
      this.tell(this.speaker.use(now.outputDevice?.deviceId ?? DEFAULT_DEVICE));
    }
  }

  private tell(change: Promise<void>): void {
    void change.catch((cause: unknown) => this.store.dispatch(notified({ severity: 'error', failure: failureFrom(cause), about: 'device' })));
  }

  close(): void {
    this.levels.input.set(0);
    this.levels.output.set(0);
    void this.microphone?.stop();
    void this.speaker.close();
    this.store.dispatch(playingChanged(undefined));
  }
}
