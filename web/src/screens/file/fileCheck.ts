/** What is wrong with a file before anything of it is sent. */
export type FileFault = 'empty' | 'tooBig' | 'wrongKind' | 'severalFiles';
export type FileKind = 'wav' | 'mp3' | 'opus';

/** About six hours as MP3, or an hour and a half as WAV at CD quality: more than anybody listens to in one go. */
export const LARGEST_FILE_BYTES = 1024 * 1024 * 1024;

/** Enough for the names that the formats begin with. */
export const HEAD_BYTES = 64;

/** The kind that the first bytes tell, whatever the file is called; undefined: none that is translated. */
export function kindOf(head: Uint8Array): FileKind | undefined {
  const text = (from: number, to: number) => String.fromCharCode(...head.subarray(from, to));
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WAVE') {
    return 'wav';
  }
  if (text(0, 4) === 'OggS' && text(28, 36) === 'OpusHead') {
    return 'opus';
  }
  // An ID3 tag, or at once a frame of layer III (ISO 11172-3: eleven ones, version, layer 01).
  const frame = head[0] === 0xff && ((head[1] ?? 0) & 0xe6) === 0xe2;
  return text(0, 3) === 'ID3' || frame ? 'mp3' : undefined;
}

export function faultOf(size: number, head: Uint8Array): FileFault | undefined {
  if (size === 0) {
    return 'empty';
  }
  if (size > LARGEST_FILE_BYTES) {
    return 'tooBig';
  }
  return kindOf(head) === undefined ? 'wrongKind' : undefined;
}

/** Reads no more of the file than it needs. */
export async function checkFile(file: File): Promise<FileFault | undefined> {
  return faultOf(file.size, new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()));
}
