import { Link } from '@tanstack/react-router';
import { useMay } from '~/lib/may';
import { usePlayground } from '~/lib/playground';
import { useTenant } from '~/lib/tenant-context';
import { Icon } from '~/ui/icon';
import { isOffered, pageGroups, type PageGroup } from './pages';
import css from './side-bar.module.css';

export function SideBar({ onGo }: { onGo?: () => void }) {
  return (
    <nav aria-label="Pages">
      {pageGroups.map((group) => (
        <Group key={group.title ?? ''} group={group} onGo={onGo} />
      ))}
    </nav>
  );
}

function Group({ group, onGo }: { group: PageGroup; onGo: (() => void) | undefined }) {
  const may = useMay();
  const { slug } = useTenant();
  const pages = group.pages.filter((page) => isOffered(page, may));
  const playground = usePlayground() && group.title === 'Developers';
  if (pages.length === 0 && !playground) return null;
  return (
    <div className={css.group}>
      {group.title && <h2 className={css.title}>{group.title}</h2>}
      <ul>
        {pages.map((page) => (
          <li key={page.to}>
            <Link
              to={page.to}
              params={{ tenant: slug }}
              className={css.link}
              activeOptions={{ includeSearch: false }}
              onClick={onGo}
            >
              <Icon name={page.icon} />
              {page.title}
            </Link>
          </li>
        ))}
        {playground && (
          <li>
            <a href={`/playground/?tenant=${slug}`} target="_blank" rel="noreferrer" className={css.link}>
              <Icon name="terminal" />
              Playground
              <span className={css.away}>
                <Icon name="external" size={12} />
              </span>
            </a>
          </li>
        )}
      </ul>
    </div>
  );
}
