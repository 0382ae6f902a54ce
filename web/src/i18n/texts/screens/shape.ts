import type { en } from './en';

/** The same keys with other words: a key that is missing in one language does not compile. */
type Words<T> = { [K in keyof T]: T[K] extends string ? string : Words<T[K]> };

export type ScreenTexts = Words<typeof en>;
