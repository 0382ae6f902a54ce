import { failureOf } from '../../failures/answers';
import type { Failure } from '../../failures/failure';
import type { TranscriptFormat } from './fileName';

/** A file of the API is not there, or not for this person. */
export class FileFailure extends Error {
  constructor(readonly failure: Failure) {
    super(`no file: ${failure.code}`);
    this.name = 'FileFailure';
  }
}

/** Path of what was said in a session; JSON holds all languages, so it takes none. */
export function transcriptPath(session: string, format: TranscriptFormat, language?: string): string {
  const query = new URLSearchParams({ format, ...(language && format !== 'json' ? { language } : {}) });
  return `/v1/sessions/${encodeURIComponent(session)}/transcript?${query}`;
}

/** @throws FileFailure */
export async function fetchFile(path: string, token: string | null): Promise<Blob> {
  let response: Response;
  try {
    response = await fetch(path, { headers: token === null ? {} : { Authorization: `Bearer ${token}` } });
  } catch {
    throw new FileFailure(failureOf({}));
  }
  if (!response.ok) {
    const body: unknown = await response.json().catch(() => undefined);
    const wait = Number(response.headers.get('Retry-After') ?? NaN);
    throw new FileFailure(failureOf({ status: response.status, body, retryAfter: Number.isFinite(wait) ? wait : undefined }));
  }
  return response.blob();
}
