import captureUrl from './worklets/capture?worker&url';
import type { CapturedFrame, CaptureFlow, CaptureOptions } from './worklets/messages';

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
    await context.audioWorklet.addModule(captureUrl);
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
    this.node.port.onmessage = (message: MessageEvent<CapturedFrame>) => onFrame(message.data);
    // Browsers run only what leads to the speakers; this leads there and is silent.
    this.node.connect(context.destination);
  }

  flow(flowing: boolean): void {
    const message: CaptureFlow = { flowing };
    this.node.port.postMessage(message);
  }

  async close(): Promise<void> {
    this.node.port.onmessage = null;
    this.node.port.postMessage('over');
    this.node.disconnect();
    await this.context.close().catch(() => undefined);
  }
}
