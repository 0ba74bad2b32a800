import { useEffect, useState } from 'react';
import { useSocketState } from '~/lib/live-socket';
import { Icon } from '~/ui/icon';
import css from './lost-connection.module.css';

const patience = 3_000;

/** Said only once the loss lasts: a restart of the server is over before anybody notices. */
export function LostConnection() {
  const lost = useSocketState() === 'reconnecting';
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!lost) return;
    const timer = setTimeout(() => setLasting(true), patience);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [lost]);
  return (
    <div role="status">
      {lasting && (
        <p className={css.banner}>
          <Icon name="alert" size={15} />
          The connection is lost. What you see may be out of date; it catches up by itself.
        </p>
      )}
    </div>
  );
}
