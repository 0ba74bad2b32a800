import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The site's pages, by what a browser takes them for. */
const pages = {
  'the same site on another port': ['127.0.0.1', '/'],
  'another site': ['localhost', '/'],
  'a page without an origin': ['127.0.0.1', '/sandboxed'],
} as const;

type Who = keyof typeof pages;

export const strangers = Object.keys(pages) as Who[];

export interface Stranger {
  readonly addressOf: (who: Who) => string;
  readonly close: () => Promise<unknown>;
}

const empty = '<!doctype html><title>Another site</title><body></body>';

/** Somebody else's web site on this machine: an empty page, from which a story does what such a site might try. */
export async function openStranger(): Promise<Stranger> {
  const server = createServer((request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    // A sandboxed page has no origin: its requests say "Origin: null".
    if (request.url === '/sandboxed') {
      response.setHeader('Content-Security-Policy', 'sandbox allow-scripts allow-forms allow-popups');
    }
    response.end(empty);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    addressOf: (who) => {
      const [host, path] = pages[who];
      return `http://${host}:${port}${path}`;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
