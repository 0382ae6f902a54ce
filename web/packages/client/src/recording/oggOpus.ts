import type { SpokenPiece } from '../audio/types';
import { isAt, RecordingError, requireSound, requireSpeechQuality, type Recording } from './recording';

/** Opus always counts at 48 kHz: RFC 7845, 4. */
const SAMPLES_PER_MS = 48;

const PAGE_HEADER_BYTES = 27;
const FIRST_PAGE = 2;

/** One page of an Ogg stream: RFC 3533, 6. */
interface Page {
  bytes: Uint8Array;
  body: Uint8Array;
  isFirst: boolean;
  /** Whether a packet ends on it. */
  endsPacket: boolean;
  /** Of the last packet that ends here, in samples; undefined when none does. */
  position: number | undefined;
}

function pageAt(file: Uint8Array, at: number): Page {
  const laces = file.subarray(at + PAGE_HEADER_BYTES, at + PAGE_HEADER_BYTES + (file[at + 26] ?? 0));
  const from = at + PAGE_HEADER_BYTES + laces.length;
  const to = from + laces.reduce((sum, lace) => sum + lace, 0);
  if (!isAt(file, at, 'OggS') || to > file.length) {
    throw new RecordingError('The Ogg file breaks off in the middle.', 'It was cut short or damaged; take the whole file.');
  }
  const position = new DataView(file.buffer, file.byteOffset + at, PAGE_HEADER_BYTES).getBigInt64(6, true);
  return {
    bytes: file.subarray(at, to),
    body: file.subarray(from, to),
    isFirst: ((file[at + 5] ?? 0) & FIRST_PAGE) !== 0,
    endsPacket: laces.some((lace) => lace < 255),
    position: position < 0n ? undefined : Number(position),
  };
}

/**
 * An Ogg Opus file as its pages. The pages of its header go with the first page of sound, so that sending it from its
 * start sends them again; pages on which nothing ends go with the one on which it does.
 */
export function readOggOpus(file: Uint8Array): Recording {
  const pieces: SpokenPiece[] = [];
  let preSkip = 0;
  let headersLeft = 0;
  let from = 0;
  let chainSamples = 0;
  let samples = 0;
  for (let at = 0; at < file.length; ) {
    const page = pageAt(file, at);
    at += page.bytes.length;
    if (page.isFirst) {
      preSkip = preSkipOf(page.body);
      headersLeft = 2;
      chainSamples = samples;
    }
    if (headersLeft > 0) {
      // The comments may take several pages, with their pictures.
      headersLeft -= page.endsPacket ? 1 : 0;
    } else if (page.position !== undefined) {
      const end = Math.max(samples, chainSamples + page.position - preSkip);
      pieces.push({ bytes: file.subarray(from, at), durationMs: (end - samples) / SAMPLES_PER_MS });
      samples = end;
      from = at;
    }
  }
  requireSound(pieces, 'Ogg Opus');
  return { audio: { format: 'opus' }, cut: { kind: 'frames' }, pieces, durationMs: samples / SAMPLES_PER_MS };
}

/** Of the first packet: RFC 7845, 5.1. */
function preSkipOf(head: Uint8Array): number {
  if (!isAt(head, 0, 'OpusHead') || head.length < 19) {
    throw new RecordingError(
      'The Ogg file holds no Opus (perhaps Vorbis, Speex or FLAC).',
      'Convert it to Ogg Opus, MP3 or WAV.',
    );
  }
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const originalHz = view.getUint32(12, true);
  // 0: not said. What it was before it became Opus.
  requireSpeechQuality(originalHz === 0 ? 48_000 : Math.min(originalHz, 48_000), view.getUint8(9));
  return view.getUint16(10, true);
}
