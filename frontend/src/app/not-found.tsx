import { Link } from '@tanstack/react-router';
import { AuthCard } from '~/ui/auth-card';
import css from '~/ui/auth-link.module.css';

export function NotFound() {
  return (
    <AuthCard title="There is no such page" intro="The address may be mistyped, or the page has moved.">
      <Link to="/" className={css.link}>
        Go to your tenants
      </Link>
    </AuthCard>
  );
}
