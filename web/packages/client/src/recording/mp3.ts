import type { SpokenPiece } from '../audio/types';
import { isAt, RecordingError, requireSound, requireSpeechQuality, type Recording } from './recording';

/** Of the four bytes before each frame: ISO/IEC 11172-3 and 13818-3, and the unofficial 2.5 for low rates. */
interface Header {
  layer: number;
  rateHz: number;
  /** Per channel. */
  samples: number;
  /** Of the frame with its header; 0 in free format, which does not say. */
  bytes: number;
  /** Of side information behind the header. */
  sideBytes: number;
}

const HEADER_BYTES = 4;
const TAG_HEADER_BYTES = 10;

/** Players look about as far, and so does the gateway; behind so much junk there is no MP3. */
const MOST_JUNK_BYTES = 64 * 1024;

const KILOBITS_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const KILOBITS_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const RATES_1 = [44_100, 48_000, 32_000];

function headerAt(file: Uint8Array, at: number): Header | undefined {
  const [first = 0, second = 0, third = 0, fourth = 0] = file.subarray(at, at + HEADER_BYTES);
  const version = (second >> 3) & 3;
  const layer = 4 - ((second >> 1) & 3);
  const rate = RATES_1[(third >> 2) & 3];
  const isFirst = version === 3;
  const kilobits = (isFirst ? KILOBITS_1 : KILOBITS_2)[third >> 4];
  const isHeader = first === 0xff && (second & 0xe0) === 0xe0 && version !== 1 && layer !== 4 && (fourth & 3) !== 2;
  if (!isHeader || rate === undefined || kilobits === undefined) {
    return undefined;
  }
  const rateHz = rate / (isFirst ? 1 : version === 2 ? 2 : 4);
  const samples = isFirst ? 1_152 : 576;
  const bytes = kilobits === 0 ? 0 : Math.floor(((samples / 8) * kilobits * 1_000) / rateHz) + ((third >> 1) & 1);
  const isMono = (fourth & 0xc0) === 0xc0;
  return { layer, rateHz, samples, bytes, sideBytes: isFirst ? (isMono ? 17 : 32) : isMono ? 9 : 17 };
}

const isUsable = (header: Header): boolean => header.layer === 3 && header.bytes > 0;

const continues = (header: Header | undefined, first: Header): boolean =>
  header !== undefined && isUsable(header) && header.rateHz === first.rateHz && header.samples === first.samples;

/** An MP3 file as its frames, without tags and without the table that many begin with. */
export function readMp3(file: Uint8Array): Recording {
  const pieces: SpokenPiece[] = [];
  let first: Header | undefined;
  let junkBytes = 0;
  for (let at = 0; at + HEADER_BYTES <= file.length; ) {
    const tagBytes = junkBytes === 0 ? tagBytesAt(file, at) : 0;
    const header = headerAt(file, at);
    if (tagBytes > 0) {
      at += tagBytes;
    } else if (header !== undefined && isFrame(file, at, header, first)) {
      const frame = file.subarray(at, at + header.bytes);
      if (first !== undefined || !isTable(frame, header)) {
        pieces.push({ bytes: frame, durationMs: (header.samples * 1_000) / header.rateHz });
      }
      first ??= header;
      junkBytes = 0;
      at += header.bytes;
    } else {
      requireUsable(header, first, ++junkBytes);
      at++;
    }
  }
  requireSound(pieces, 'MP3');
  const { rateHz, samples } = first as Header;
  requireSpeechQuality(rateHz, 1);
  return {
    audio: { format: 'mp3' },
    cut: { kind: 'frames' },
    pieces,
    durationMs: (pieces.length * samples * 1_000) / rateHz,
  };
}

/** The first one has to be followed by one like it: two headers that fit each other are hardly chance, one is. */
function isFrame(file: Uint8Array, at: number, header: Header, first: Header | undefined): boolean {
  const end = at + header.bytes;
  if (!isUsable(header) || end > file.length) {
    return false;
  }
  if (first !== undefined) {
    return continues(header, first);
  }
  return end + HEADER_BYTES > file.length || isAt(file, end, 'TAG') || continues(headerAt(file, end), header);
}

function requireUsable(header: Header | undefined, first: Header | undefined, junkBytes: number): void {
  if (first === undefined && junkBytes === 1 && header !== undefined && !isUsable(header)) {
    throw new RecordingError(
      header.layer === 3
        ? 'The MP3 file is in free format: its frames do not say how long they are.'
        : `The file is not MP3 but MPEG Layer ${'I'.repeat(header.layer)}.`,
      'Convert it to MP3 (Layer III) with a bit rate between 32 and 320 kb/s.',
    );
  }
  if (junkBytes > MOST_JUNK_BYTES) {
    throw new RecordingError(
      first === undefined ? 'This is not an MP3 file.' : 'The MP3 file breaks off: 64 KiB of it hold no frame.',
      'Convert it to WAV, MP3 or Ogg Opus.',
    );
  }
}

/** Of ID3v2, whose size is written in four bytes of seven bits, and leaves out header and footer. */
function tagBytesAt(file: Uint8Array, at: number): number {
  const size = file.subarray(at + 6, at + TAG_HEADER_BYTES);
  if (!isAt(file, at, 'ID3') || size.length < 4 || size.some((byte) => byte > 0x7f)) {
    return 0;
  }
  const hasFooter = ((file[at + 5] ?? 0) & 0x10) !== 0;
  return size.reduce((sum, byte) => (sum << 7) | byte, 0) + TAG_HEADER_BYTES * (hasFooter ? 2 : 1);
}

/** A first frame that holds a table of the file instead of sound. */
function isTable(frame: Uint8Array, { sideBytes }: Header): boolean {
  const at = HEADER_BYTES + sideBytes;
  return isAt(frame, at, 'Xing') || isAt(frame, at, 'Info') || isAt(frame, 36, 'VBRI');
}
