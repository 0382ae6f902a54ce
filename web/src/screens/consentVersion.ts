/** Of the statements that people agree to on this page; raise it whenever one of them says something else. */
export const CONSENT_VERSION = '2026-01';
