import { addTexts } from '../../i18n';
import { en } from './en';
import { es } from './es';
import { pt } from './pt';

// Imported by every screen that is loaded later, so its words come with it.
addTexts('screens', { en, es, pt });
