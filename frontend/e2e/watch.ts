import type { BrowserContext } from '@playwright/test';
import { baseURL } from './address';

/** Collects what a page must never do: log an error, throw, break the policy, or call another host. */
export function watch(context: BrowserContext, allowed: RegExp[]): string[] {
  const found: string[] = [];
  const note = (text: string) => {
    if (!allowed.some((pattern) => pattern.test(text))) found.push(text);
  };
  context.on('console', (message) => {
    // A violated policy is logged as an error too.
    if (message.type() === 'error') note(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => note(`page: ${error.error().message}`));
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    const local = origin === baseURL || protocol === 'data:' || protocol === 'blob:';
    if (!local) note(`request to another host: ${request.url()}`);
  });
  return found;
}
