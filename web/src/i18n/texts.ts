import type { Locale } from '../store/ui';

/** A room's texts; what English has and another language has not does not compile. */
export type Texts<T> = Record<Locale, T>;

export function texts<T>(all: Texts<NoInfer<T>> & { en: T }): Texts<T> {
  return all;
}
