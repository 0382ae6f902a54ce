import type { Original } from '../protocol/types';
import { ClockOffset } from './clockOffset';
import { LEVEL_WINDOW_MS, meterLevel, rms } from './level';
import { playbackContext } from './playbackContext';
import { PlaybackHealth } from './playbackHealth';
import { SpeechSource } from './speechSource';
import type { Speaker, SpeakerEvents, SpeakerOptions } from './types';
import { VoiceSource } from './voiceSource';
import { PART_MS, type PlaybackOrder, type PlaybackReport } from './worklets/messages';

/** Call it in answer to a press: browsers let a page sound only then. */
export async function openSpeaker(options: SpeakerOptions, events: SpeakerEvents): Promise<Speaker> {
  const { context, loaded } = playbackContext();
  // Within the press, before anything is waited for.
  const resumed = context.resume().catch(() => undefined);
  let speaker: BrowserSpeaker;
  try {
    await loaded;
    speaker = new BrowserSpeaker(options, events, context);
  } catch (cause) {
    // Browsers have few: one that nobody can use any more must not stay.
    await context.close().catch(() => undefined);
    throw cause;
  }
  void resumed;
  if (options.outputDeviceId) {
    await speaker.use(options.outputDeviceId).catch(() => undefined);
  }
  return speaker;
}

/** Not in every browser, and not in TypeScript's library yet. */
interface WithSinkId {
  setSinkId?: (id: string) => Promise<void>;
}

class BrowserSpeaker implements Speaker {
  private readonly node: AudioWorkletNode;
  private readonly clock = new ClockOffset();
  private readonly health = new PlaybackHealth();
  private readonly speeches = new Map<number, { segment: string; source: SpeechSource; ended: boolean }>();
  private readonly segments = new Map<number, string>();
  private readonly voices = new Map<string, VoiceSource>();
  private readonly parts: number[] = [];
  private sink: Promise<void> = Promise.resolve();
  private wantedSink: string | undefined;
  private told: ReturnType<PlaybackHealth['at']> = 'good';

  constructor(
    private readonly options: SpeakerOptions,
    private readonly events: SpeakerEvents,
    private readonly context: AudioContext,
  ) {
    this.node = new AudioWorkletNode(context, 'univoice-playback', { numberOfInputs: 0, numberOfOutputs: 1, outputChannelCount: [1] });
    this.node.port.onmessage = (message: MessageEvent<PlaybackReport>) => this.onReport(message.data);
    this.node.connect(context.destination);
    this.setVolume(options.volume ?? 1);
    this.setOriginal(options.original ?? 'off');
    context.onstatechange = () => {
      if (context.state !== 'running' && context.state !== 'closed') {
        context.resume().catch(() => undefined);
      }
    };
  }

  begin({ audio, segment }: { audio: number; segment: string }): void {
    const source = new SpeechSource(this.options.encoding, this.context.sampleRate, (samples) => {
      if (this.speeches.has(audio) && samples.length > 0) {
        this.order({ order: 'push', audio, samples }, samples);
      }
    });
    this.speeches.set(audio, { segment, source, ended: false });
    this.segments.set(audio, segment);
    this.order({ order: 'begin', audio });
  }

  play(audio: number, sound: Uint8Array): void {
    const speech = this.speeches.get(audio);
    if (speech && !speech.ended) {
      speech.source.push(sound);
    }
  }

  end({ audio }: { audio: number }): void {
    const speech = this.speeches.get(audio);
    if (speech && !speech.ended) {
      speech.ended = true;
      void speech.source.finish().then(() => {
        this.order({ order: 'end', audio });
        this.speeches.delete(audio);
      });
    }
  }

  playOriginal(voice: { participant: string; timeMs: number; sound: Uint8Array }): void {
    const source = this.voices.get(voice.participant) ?? new VoiceSource(this.context.sampleRate);
    this.voices.set(voice.participant, source);
    const piece = source.push(voice.sound, voice.timeMs);
    this.order({ order: 'voice', participant: voice.participant, ...piece }, piece.samples);
  }

  setVolume(volume: number): void {
    this.order({ order: 'volume', volume });
  }

  setOriginal(original: Original): void {
    this.order({ order: 'original', original });
  }

  async use(outputDeviceId: string): Promise<void> {
    const context: AudioContext & WithSinkId = this.context;
    if (!context.setSinkId) {
      throw new DOMException('this browser plays on the default device only', 'NotSupportedError');
    }
    // One after the other, and only the last: a device may take longer to open than the one chosen after it.
    this.wantedSink = outputDeviceId;
    const earlier = this.sink;
    this.sink = earlier
      .catch(() => undefined)
      // What lists call "default" is none to setSinkId.
      .then(() => (this.wantedSink === outputDeviceId ? context.setSinkId?.(outputDeviceId === 'default' ? '' : outputDeviceId) : undefined));
    await this.sink;
  }

  silence(): void {
    this.speeches.forEach(({ source }) => source.close());
    this.speeches.clear();
    this.segments.clear();
    this.order({ order: 'silence' });
  }

  async close(): Promise<void> {
    this.silence();
    this.context.onstatechange = null;
    this.node.port.postMessage('over');
    this.node.disconnect();
    await this.context.close();
  }

  private onReport(report: PlaybackReport): void {
    switch (report.report) {
      case 'playing':
        return this.onPlaying(report.audio);
      case 'ran-dry':
        this.health.ranDry(performance.now());
        return this.tellHealth();
      case 'sounded':
        this.meter(report.parts);
        this.options.echo?.played(report.parts, this.clock.here(1_000 * report.atSeconds, performance.now()), {
          samples: report.samples,
          rateHz: this.context.sampleRate,
        });
        return this.tellHealth();
    }
  }

  /** Speeches sound in the order begun, so what began before is over. */
  private onPlaying(audio: number | undefined): void {
    this.events.onPlaying(audio === undefined ? undefined : this.segments.get(audio));
    for (const earlier of this.segments.keys()) {
      if (earlier === audio || (audio === undefined && this.speeches.has(earlier))) {
        return;
      }
      this.segments.delete(earlier);
    }
  }

  /** Over the same 50 ms as the microphone's. */
  private meter(parts: Float32Array): void {
    this.parts.push(...parts);
    if (this.parts.length >= LEVEL_WINDOW_MS / PART_MS) {
      this.events.onLevel(meterLevel(rms(Float32Array.from(this.parts.splice(0, LEVEL_WINDOW_MS / PART_MS)))));
    }
  }

  private tellHealth(): void {
    const now = this.health.at(performance.now());
    if (now !== this.told) {
      this.told = now;
      this.events.onHealth(now);
    }
  }

  private order(order: PlaybackOrder, samples?: Float32Array<ArrayBuffer>): void {
    this.node.port.postMessage(order, samples ? [samples.buffer] : []);
  }
}
