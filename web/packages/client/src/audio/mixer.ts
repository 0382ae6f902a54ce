import type { Original } from '../protocol/types';
import { LiveVoice } from './liveVoice';
import { Playout, type PlayoutEvents } from './playout';
import { Ramp } from './ramp';

/** Long enough not to click, short enough that the first syllable of a translation is not covered. */
const RAMP_MS = 30;
/** 15 dB softer: to be heard, and no rival to the translation (docs/policies/audio.md). */
const DUCKED = 10 ** (-15 / 20);

/** Everything that is heard: translated speech, and others' own voices beside it. */
export class Mixer {
  readonly speeches: Playout;
  private readonly voices = new Map<string, LiveVoice>();
  private readonly volume: Ramp;
  private readonly beside: Ramp;
  private original: Original = 'off';

  constructor(
    private readonly rateHz: number,
    events: PlayoutEvents,
  ) {
    this.speeches = new Playout(rateHz, events);
    this.volume = new Ramp((RAMP_MS * rateHz) / 1_000, 1);
    this.beside = new Ramp((RAMP_MS * rateHz) / 1_000, 0);
  }

  /** 0 to 1; what is outside is taken as the nearer of both. */
  setVolume(volume: number): void {
    this.volume.moveTo(Math.max(0, Math.min(1, volume)));
  }

  setOriginal(original: Original): void {
    this.original = original;
  }

  /** A piece of somebody's own voice, at this mixer's rate. */
  pushVoice(participant: string, samples: Float32Array, timeMs: number): void {
    if (this.original === 'off') {
      return;
    }
    const voice = this.voices.get(participant) ?? new LiveVoice(this.rateHz);
    this.voices.set(participant, voice);
    voice.push(samples, timeMs);
  }

  silence(): void {
    this.speeches.silence();
    this.voices.clear();
  }

  render(output: Float32Array): void {
    this.speeches.prepare(output.length);
    this.beside.moveTo(this.besideTranslation());
    for (let i = 0; i < output.length; i++) {
      let voices = 0;
      for (const voice of this.voices.values()) {
        voices += voice.next();
      }
      output[i] = (this.speeches.next() + voices * this.beside.next()) * this.volume.next();
    }
    for (const [participant, voice] of this.voices) {
      if (voice.idle) {
        this.voices.delete(participant);
      }
    }
  }

  private besideTranslation(): number {
    if (this.original === 'off') {
      return 0;
    }
    if (!this.speeches.sounding) {
      return 1;
    }
    return this.original === 'ducked' ? DUCKED : 0;
  }
}
