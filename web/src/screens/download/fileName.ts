/** Formats in which the gateway tells what was said. */
export type TranscriptFormat = 'txt' | 'srt' | 'vtt' | 'json';

/**
 * A name under which somebody finds the file again: "UniVoice 2026-11-22 16.05 transcript pt.srt". No colon, because
 * some systems allow none in a name; the time is the reader's own.
 */
export function transcriptFileName(startedAt: number, format: TranscriptFormat, language?: string): string {
  const kind = format === 'srt' || format === 'vtt' ? 'subtitles' : 'transcript';
  return `${stem(startedAt)} ${kind}${language ? ` ${language}` : ''}.${format}`;
}

/** The recording's own name for the file says what is in it: source-audio.wav, translated-audio-pt.wav. */
export function recordingFileName(startedAt: number, file: string): string {
  return `${stem(startedAt)} ${safe(file)}`;
}

/** Of the speech that a file was translated into. */
export function speechFileName(original: string, language: string): string {
  return `${safe(original.replace(/\.[^.]+$/, ''))}.${language}.wav`;
}

function stem(startedAt: number): string {
  const at = new Date(startedAt);
  const two = (value: number) => String(value).padStart(2, '0');
  return `UniVoice ${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}.${two(at.getMinutes())}`;
}

function safe(name: string): string {
  // eslint-disable-next-line no-control-regex -- a control character is just what must not be in a name
  return name.replace(/[\\/:*?"<>|\u0000-\u001f]/g, '_').slice(-120) || 'file';
}
