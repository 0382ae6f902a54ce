import type { common } from './texts/common';
import type { conversation } from './texts/conversation';
import type { failures } from './texts/failures';
import type { notices } from './texts/notices';
import type { en as screens } from './texts/screens/en';

/**
 * Every namespace and its texts. A screen that is loaded later adds a line here (types cost nothing at first paint) and
 * calls `addTexts` when it is loaded.
 */
export interface Namespaces {
  common: (typeof common)['en'];
  conversation: (typeof conversation)['en'];
  failures: (typeof failures)['en'];
  notices: (typeof notices)['en'];
  screens: typeof screens;
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: Namespaces;
  }
}
