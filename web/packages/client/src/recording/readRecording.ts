import { readMp3 } from './mp3';
import { readOggOpus } from './oggOpus';
import { isAt, RecordingError, type Recording } from './recording';
import { readWav } from './wav';

/** What else people try, told by its first bytes, so that a refusal can say so. */
const OTHERS: readonly [at: number, magic: string, title: string][] = [
  [0, 'fLaC', 'a FLAC file'],
  [4, 'ftyp', 'an MP4 or M4A file'],
  [0, 'FORM', 'an AIFF file'],
  [0, '\u001aE\u00df\u00a3', 'a WebM or Matroska file'],
  [0, 'RIFF', 'a RIFF file that holds no sound'],
  [0, '%PDF', 'a PDF file'],
  [0, 'PK\u0003\u0004', 'a ZIP file or an office document'],
];

/**
 * Reads a file by what it is, whatever its name.
 *
 * @throws RecordingError in one sentence, when it is nothing that can be translated
 */
export function readRecording(file: Uint8Array): Recording {
  if (file.length === 0) {
    throw new RecordingError('The file is empty.', 'Take a recording.');
  }
  if ((isAt(file, 0, 'RIFF') || isAt(file, 0, 'RF64')) && isAt(file, 8, 'WAVE')) {
    return readWav(file);
  }
  if (isAt(file, 0, 'OggS')) {
    return readOggOpus(file);
  }
  if (isAt(file, 0, 'ID3') || (file[0] === 0xff && ((file[1] ?? 0) & 0xe0) === 0xe0)) {
    return readMp3(file);
  }
  const [, , title = 'something else'] = OTHERS.find(([at, magic]) => isAt(file, at, magic)) ?? [];
  throw new RecordingError(
    `This is not a WAV, MP3 or Ogg Opus file but ${title}.`,
    'Convert it to WAV, MP3 or Ogg Opus.',
  );
}
