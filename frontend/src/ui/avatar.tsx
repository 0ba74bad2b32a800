import { initials, tintOf } from '~/lib/initials';
import css from './avatar.module.css';

export function Avatar({ name, size = 28 }: { name: string; size?: number }) {
  return (
    <span className={css.avatar} data-tint={tintOf(name)} style={{ width: size, height: size }} aria-hidden="true">
      {initials(name)}
    </span>
  );
}
