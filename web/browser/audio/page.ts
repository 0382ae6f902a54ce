/// <reference types="vite/client" />
/** The audio room as it is, for tests to call, and what they need to hear what it plays. */
import * as audio from '@univoice/client';
import { CaptureNode } from '../../packages/client/src/audio/captureContext';
import { OpusDecoding } from '../../packages/client/src/audio/opusDecoding';
import { OpusEncoding } from '../../packages/client/src/audio/opusEncoding';
import { decodePcm16, encodePcm16 } from '../../packages/client/src/audio/pcm16';
import { Resampler } from '../../packages/client/src/audio/resampler';
import captureUrl from '../../packages/client/src/audio/worklets/capture?worker&url';

const playing: AudioWorkletNode[] = [];
const connect = AudioNode.prototype.connect as (this: AudioNode, to: AudioNode) => AudioNode;

/** Remembers what plays, so that it can be heard sample by sample, which no browser offers otherwise. */
AudioNode.prototype.connect = function (this: AudioNode, to: AudioNode) {
  if (this instanceof AudioWorkletNode && this.numberOfInputs === 0) {
    playing.push(this);
  }
  return connect.call(this, to);
} as typeof AudioNode.prototype.connect;

/** Everything that the newest speaker plays from now on, at its context's rate. */
async function overhear(): Promise<{ rateHz: number; frames: Float32Array[] }> {
  const node = playing.at(-1)!;
  const context = node.context as AudioContext;
  await context.audioWorklet.addModule(captureUrl);
  const frames: Float32Array[] = [];
  const options = { rateHz: context.sampleRate, frameSamples: 4_800 };
  connect.call(node, new CaptureNode(context, options, ({ samples }) => frames.push(samples)).node);
  return { rateHz: context.sampleRate, frames };
}

const tools = { ...audio, overhear, decodePcm16, encodePcm16, OpusDecoding, OpusEncoding, Resampler };

declare global {
  interface Window {
    audio: typeof tools;
  }
}

window.audio = tools;
