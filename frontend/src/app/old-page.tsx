import { useSyncExternalStore } from 'react';
import { isPageOld, onPageOld } from '~/gql/old-page';
import css from './old-page.module.css';

/**
 * Stands over whatever else is there: nothing that the page asks for is answered any more. It is loaded anew when the
 * person says so, and only then: what they have typed is theirs, and a server that is still the old one brings no loop.
 */
export function OldPage() {
  const old = useSyncExternalStore(onPageOld, isPageOld);
  return (
    // Of the top layer: an open dialog keeps the rest of the page from being reached, but not this.
    <div role="status" data-react-aria-top-layer="true">
      {old && (
        <p className={css.notice}>
          This page is from an older version of Doorward.
          <button type="button" className={css.button} onClick={() => location.reload()}>
            Load it anew
          </button>
        </p>
      )}
    </div>
  );
}
