import type { SerializedError } from '@reduxjs/toolkit';
import type { Failure } from '../failures/failure';

/** What a request of the API left as its error: our own failure, or something that the page itself did wrong. */
export function failureOfError(error: Failure | SerializedError | undefined): Failure | undefined {
  if (error === undefined) {
    return undefined;
  }
  return { ...error, code: error.code ?? 'UNEXPECTED' } as Failure;
}
