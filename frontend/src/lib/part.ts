import { lazy, type LazyExoticComponent, type ReactNode } from 'react';
import { reachable } from '~/gql/post';

const pause = 2_000;

/** A part of a page whose code is loaded when it is first shown. */
export function part<Name extends string, Props extends object>(
  load: () => Promise<Record<Name, (props: Props) => ReactNode>>,
  name: Name,
): LazyExoticComponent<(props: Props) => ReactNode> {
  return lazy(() => loaded(load).then((module) => ({ default: module[name] })));
}

/**
 * Code that is loaded on demand. While the server is away it is waited for: a click in that moment must not cost the
 * whole page. What fails although the server answers is of an older version, and fails.
 */
export async function loaded<Code>(load: () => Promise<Code>): Promise<Code> {
  try {
    return await load();
  } catch {
    await back();
    for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')) {
      if (!link.sheet) link.replaceWith(link.cloneNode()); // the loader asks for a style once only
    }
    return load();
  }
}

async function back(): Promise<void> {
  while (!(await reachable())) {
    await new Promise((resolve) => {
      setTimeout(resolve, pause);
    });
  }
}
