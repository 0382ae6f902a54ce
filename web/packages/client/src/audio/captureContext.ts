import { MicrophoneError } from './types';
import captureUrl from './worklets/capture?worker&url';
import type { CapturedFrame, CaptureOptions, CaptureOrder, CaptureReport } from './worklets/messages';

/** A worklet whose context the browser has stopped does not answer. Our choice: far longer than any that runs takes. */
const HELD_WITHIN_MS = 500;

let prepared: Promise<AudioContext> | undefined;

/**
 * Makes what a press of the button would otherwise wait for: a context with the capturing worklet in it, which runs at the rate of the device
 * and needs no permission. Call it when the page shows the button; `startMicrophone` takes it over.
 */
export function prepareMicrophone(): void {
  prepared ??= load();
  prepared.catch(() => (prepared = undefined));
}

/** The prepared context, or a new one. The caller closes it. */
export async function captureContext(): Promise<AudioContext> {
  const context = prepared ?? load();
  prepared = undefined;
  return await context;
}

async function load(): Promise<AudioContext> {
  // Without a rate: Firefox connects a microphone to no context of another rate than its own.
  const context = new AudioContext({ latencyHint: 'interactive' });
  try {
    await context.audioWorklet.addModule(captureUrl).catch((cause: unknown) => {
      // An AbortError, as from a device that another program has: only here is it known that it was the network.
      throw new MicrophoneError('unloaded', { cause });
    });
    return context;
  } catch (cause) {
    // Browsers have few: one that nobody can use any more must not stay.
    await context.close().catch(() => undefined);
    throw cause;
  }
}

/** A running worklet that hands on frames of what is connected to it. */
export class CaptureNode {
  readonly node: AudioWorkletNode;
  private readonly onHeld: (() => void)[] = [];

  constructor(
    private readonly context: AudioContext,
    options: CaptureOptions,
    onFrame: (frame: CapturedFrame) => void,
  ) {
    this.node = new AudioWorkletNode(context, 'univoice-capture', {
      numberOfInputs: 1,
      numberOfOutputs: 1,
      channelCount: 1,
      channelCountMode: 'explicit',
      processorOptions: options,
    });
    this.node.port.onmessage = ({ data }: MessageEvent<CaptureReport>) => (data === 'held' ? this.onHeld.shift()?.() : onFrame(data));
    // Browsers run only what leads to the speakers; this leads there and is silent.
    this.node.connect(context.destination);
  }

  /** Nothing is captured until {@link flow}. Settles once everything that came before was handed on. */
  hold(): Promise<void> {
    return new Promise((resolve) => {
      const late = setTimeout(resolve, HELD_WITHIN_MS);
      this.onHeld.push(() => {
        clearTimeout(late);
        resolve();
      });
      this.order('hold');
    });
  }

  flow(): void {
    this.order('flow');
  }

  async close(): Promise<void> {
    this.node.port.onmessage = null;
    this.order('over');
    this.node.disconnect();
    await this.context.close().catch(() => undefined);
  }

  private order(order: CaptureOrder): void {
    this.node.port.postMessage(order);
  }
}
