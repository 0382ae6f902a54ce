import type { BrowserContext } from '@playwright/test';

/** Hears of errors in the console, of exceptions that nobody caught and of what a page's policy refused. */
export async function listenForComplaints(context: BrowserContext, heard: (complaint: string) => void): Promise<void> {
  context.on('console', (message) => {
    if (message.type() === 'error') {
      heard(`${message.text()} (${message.location().url})`);
    }
  });
  context.on('weberror', (error) => heard(error.error().stack || String(error.error())));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) =>
      console.error(`Against the policy: ${effectiveDirective} ${blockedURI} at ${sourceFile}:${lineNumber}`),
    );
  });
}
