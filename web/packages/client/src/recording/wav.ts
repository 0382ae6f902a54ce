import type { SpokenPiece } from '../audio/types';
import { isAt, RecordingError, requireSound, requireSpeechQuality, type Recording } from './recording';

const PIECE_MS = 50;
const SAVE_AGAIN = 'Save it again as 16-bit PCM.';

/** A size that means "until the end": streamed files, and RF64 (EBU Tech 3306). */
const UNKNOWN_SIZE = 0xffffffff;

interface Layout {
  rateHz: number;
  channels: number;
  sampleBytes: number;
  /** One sample, between -32,768 and 32,767. */
  read(view: DataView, at: number): number;
}

const clipped = (sample: number): number => Math.max(-32_768, Math.min(32_767, Math.round(sample)));

/** By format tag and bits: Microsoft, "Multimedia Programming Interface and Data Specifications 1.0". */
const LAYOUTS: Readonly<Record<string, Pick<Layout, 'sampleBytes' | 'read'>>> = {
  '1/8': { sampleBytes: 1, read: (view, at) => (view.getUint8(at) - 128) << 8 },
  '1/16': { sampleBytes: 2, read: (view, at) => view.getInt16(at, true) },
  '1/24': { sampleBytes: 3, read: (view, at) => view.getInt16(at + 1, true) },
  '1/32': { sampleBytes: 4, read: (view, at) => view.getInt16(at + 2, true) },
  '3/32': { sampleBytes: 4, read: (view, at) => clipped(view.getFloat32(at, true) * 32_768) },
  '3/64': { sampleBytes: 8, read: (view, at) => clipped(view.getFloat64(at, true) * 32_768) },
};

/**
 * A WAV file as its samples, 16 bits each: so it can be gone on with at any gateway, where the rest of a file without its
 * header could not. Sizes in the file are believed no further than there are bytes.
 */
export function readWav(file: Uint8Array): Recording {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let layout: Layout | undefined;
  for (let at = 12; at + 8 <= file.length; ) {
    const size = view.getUint32(at + 4, true);
    if (isAt(file, at, 'fmt ')) {
      layout = layoutOf(view, at + 8, size);
    } else if (isAt(file, at, 'data')) {
      const bytes = size === 0 || size === UNKNOWN_SIZE ? file.length : size;
      return recording(view, at + 8, Math.min(at + 8 + bytes, file.length), layout);
    }
    at += 8 + size + (size & 1);
  }
  throw new RecordingError('The WAV file ends before its sound begins.', 'It was cut short; take the whole file.');
}

function layoutOf(view: DataView, at: number, size: number): Layout {
  if (size < 16 || at + size > view.byteLength) {
    throw new RecordingError('The WAV file does not say how its sound is written.', SAVE_AGAIN);
  }
  const told = view.getUint16(at, true);
  // WAVE_FORMAT_EXTENSIBLE has the tag at the beginning of its GUID.
  const tag = told === 0xfffe && size >= 26 ? view.getUint16(at + 24, true) : told;
  const bits = view.getUint16(at + 14, true);
  const samples = LAYOUTS[`${tag}/${bits}`];
  if (samples === undefined) {
    throw new RecordingError(`The WAV file is compressed or unusual (format ${tag}, ${bits} bits).`, SAVE_AGAIN);
  }
  const rateHz = view.getUint32(at + 4, true);
  const channels = view.getUint16(at + 2, true);
  requireSpeechQuality(rateHz, channels);
  return { rateHz, channels, ...samples };
}

function recording(view: DataView, from: number, to: number, layout: Layout | undefined): Recording {
  if (layout === undefined) {
    throw new RecordingError('The WAV file does not say how its sound is written.', SAVE_AGAIN);
  }
  const { rateHz, channels, sampleBytes, read } = layout;
  const frames = Math.floor((to - from) / (sampleBytes * channels));
  const samples = new Int16Array(frames * channels);
  for (let i = 0; i < samples.length; i++) {
    samples[i] = read(view, from + i * sampleBytes);
  }
  const bytes = new Uint8Array(samples.buffer);
  const frameBytes = 2 * channels;
  const frameAt = (piece: number): number => Math.min(frames, Math.floor((piece * PIECE_MS * rateHz) / 1_000));
  const pieces: SpokenPiece[] = [];
  for (let piece = 0; frameAt(piece) < frames; piece++) {
    const first = frameAt(piece);
    const next = frameAt(piece + 1);
    const isWhole = next < frames;
    pieces.push({
      bytes: bytes.subarray(first * frameBytes, next * frameBytes),
      durationMs: isWhole ? PIECE_MS : (frames * 1_000) / rateHz - piece * PIECE_MS,
    });
  }
  requireSound(pieces, 'WAV');
  return {
    audio: { format: 'pcm16', sampleRate: rateHz, channels },
    cut: { kind: 'samples', rateHz, frameBytes },
    pieces,
    durationMs: (frames * 1_000) / rateHz,
  };
}
