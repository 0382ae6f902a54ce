import type { Encoding } from '../protocol/types';
import { CaptureNode, captureContext } from './captureContext';
import { ClockOffset } from './clockOffset';
import { type InputDevice, openInput } from './inputDevice';
import { LevelMeter } from './level';
import { microphoneError } from './microphoneError';
import { OPUS_FRAME_MS, OPUS_RATE_HZ, OpusEncoding, sentEncoding } from './opusEncoding';
import { encodePcm16 } from './pcm16';
import type { Microphone, MicrophoneEvents, MicrophoneOptions } from './types';
import type { CapturedFrame } from './worklets/messages';

export const PCM_RATE_HZ = 16_000;
/** As the gateway cuts what it gets: a piece is a chunk. */
export const PCM_FRAME_MS = 50;
/** Systems mute for a moment when a device changes its mode; for longer somebody else has taken it. Our choice. */
const MUTED_FOR_MS = 2_000;
/** A context that the browser stopped, as for a phone call, comes back at once or not without the person. */
const RESUMED_WITHIN_MS = 2_000;

/**
 * Opens a microphone, with what the browser has against echo, noise and low voices. Call it in answer to a press.
 *
 * @throws MicrophoneError
 */
export async function startMicrophone(options: MicrophoneOptions, events: MicrophoneEvents): Promise<Microphone> {
  const pressedAtMs = performance.now();
  const [input, context, encoding] = await Promise.allSettled([
    openInput(options.deviceId),
    captureContext(),
    options.encoding === 'opus' ? sentEncoding() : Promise.resolve<Encoding>('pcm16'),
  ]);
  if (input.status === 'rejected' || context.status === 'rejected') {
    if (input.status === 'fulfilled') {
      input.value.track.stop();
    }
    if (context.status === 'fulfilled') {
      await context.value.close();
    }
    throw microphoneError(input.status === 'rejected' ? input.reason : (context as PromiseRejectedResult).reason);
  }
  const chosen = encoding.status === 'fulfilled' ? encoding.value : 'pcm16';
  try {
    return new BrowserMicrophone(options, events, context.value, input.value, chosen, pressedAtMs);
  } catch (cause) {
    input.value.track.stop();
    await context.value.close().catch(() => undefined);
    throw microphoneError(cause);
  }
}

class BrowserMicrophone implements Microphone {
  startedAfterMs: number | undefined;
  private readonly capture: CaptureNode;
  private readonly clock = new ClockOffset();
  private readonly opus: OpusEncoding | undefined;
  private readonly frameMs: number;
  private readonly rateHz: number;
  private source: MediaStreamAudioSourceNode | undefined;
  private paused = false;
  /** Pauses and goings on; a pause that is not the latest wish any more changes nothing when it comes about. */
  private wishes = 0;
  /** Everything that was heard has been told. */
  private stopped = false;
  private stopping: Promise<void> | undefined;
  private choices = 0;
  private readonly meter: LevelMeter;

  constructor(
    private readonly options: MicrophoneOptions,
    private readonly events: MicrophoneEvents,
    private readonly context: AudioContext,
    private input: InputDevice,
    readonly encoding: Encoding,
    private readonly pressedAtMs: number,
  ) {
    const rateHz = encoding === 'opus' ? OPUS_RATE_HZ : PCM_RATE_HZ;
    this.rateHz = rateHz;
    this.frameMs = encoding === 'opus' ? OPUS_FRAME_MS : PCM_FRAME_MS;
    if (encoding === 'opus') {
      this.opus = new OpusEncoding(
        (bytes) => events.onPiece({ bytes, durationMs: OPUS_FRAME_MS }),
        () => this.lose('ended'),
      );
    }
    this.meter = new LevelMeter(rateHz, events.onLevel);
    const frameSamples = (rateHz * this.frameMs) / 1_000;
    this.capture = new CaptureNode(context, { rateHz, frameSamples }, (frame) => this.onFrame(frame));
    this.connect(input);
    context.onstatechange = () => this.stayAwake();
    this.stayAwake();
  }

  get device(): { id: string; label: string; instead: boolean } {
    const { track, instead } = this.input;
    return { id: track.getSettings().deviceId ?? '', label: track.label, instead };
  }

  async pause(): Promise<void> {
    const thisWish = ++this.wishes;
    await this.capture.hold();
    await this.opus?.rest();
    // Perhaps one goes on by now, or has paused again and said something between.
    if (thisWish === this.wishes) {
      this.paused = true;
      this.events.onLevel(0);
    }
  }

  resume(): void {
    this.wishes++;
    this.paused = false;
    this.capture.flow();
  }

  async use(deviceId: string): Promise<void> {
    const thisChoice = ++this.choices;
    const input = await openInput(deviceId);
    // Opening takes as long as it takes: the device chosen last is the one that is heard.
    if (this.stopping || thisChoice !== this.choices) {
      input.track.stop();
      return;
    }
    const before = this.input;
    this.connect(input);
    release(before);
  }

  stop(): Promise<void> {
    this.stopping ??= this.end();
    return this.stopping;
  }

  private async end(): Promise<void> {
    this.context.onstatechange = null;
    await this.capture.hold();
    this.stopped = true;
    // What was said last has moved the meter once more.
    this.events.onLevel(0);
    release(this.input);
    this.source?.disconnect();
    await this.opus?.finish();
    await this.capture.close();
  }

  private connect(input: InputDevice): void {
    this.input = input;
    input.track.onended = () => void whyEnded(input.track).then((why) => this.input === input && this.lose(why));
    input.track.onmute = () => setTimeout(() => this.input === input && input.track.muted && this.lose('muted-by-system'), MUTED_FOR_MS);
    const source = this.context.createMediaStreamSource(input.stream);
    source.connect(this.capture.node);
    this.source?.disconnect();
    this.source = source;
  }

  private onFrame({ samples, atSeconds }: CapturedFrame): void {
    const nowMs = performance.now();
    this.startedAfterMs ??= nowMs - this.pressedAtMs - this.frameMs;
    const endMs = this.clock.here(1_000 * atSeconds, nowMs);
    if (this.paused || this.stopped) {
      return;
    }
    this.options.echo?.leaveOut(samples, this.rateHz, endMs, this.options.halfDuplex);
    this.meter.push(samples);
    if (this.opus) {
      this.opus.push(samples);
    } else {
      this.events.onPiece({ bytes: encodePcm16(samples), durationMs: (1_000 * samples.length) / this.rateHz });
    }
  }

  /** Without a press the browser may hold a context back, and a phone call stops it. */
  private stayAwake(): void {
    if (this.stopping || this.context.state === 'running') {
      return;
    }
    this.context.resume().catch(() => undefined);
    setTimeout(() => this.context.state !== 'running' && this.lose('muted-by-system'), RESUMED_WITHIN_MS);
  }

  private lose(why: 'unplugged' | 'ended' | 'muted-by-system'): void {
    if (!this.stopping) {
      void this.stop().then(() => this.events.onLost(why));
    }
  }
}

function release({ track }: InputDevice): void {
  track.onended = null;
  track.onmute = null;
  track.stop();
}

/** A device that is still there was taken away by the person or the system. */
async function whyEnded(track: MediaStreamTrack): Promise<'unplugged' | 'ended'> {
  const { deviceId } = track.getSettings();
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  return devices.some((device) => device.kind === 'audioinput' && device.deviceId === deviceId) ? 'ended' : 'unplugged';
}
