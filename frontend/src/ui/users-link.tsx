import { Link, useNavigate } from '@tanstack/react-router';
import { useMay } from '~/lib/may';
import { useTenant } from '~/lib/tenant-context';

/** Which users a row stands for: those in a group, or those with a role. */
export interface UsersOf {
  readonly group?: string[];
  readonly role?: string[];
}

/** A name that leads to its users; only the name where the viewer may not see users. */
export function UsersLink({ name, of }: { name: string; of: UsersOf }) {
  const may = useMay();
  const { slug } = useTenant();
  if (!may('USERS_READ')) return name;
  return (
    <Link to="/t/$tenant/users" params={{ tenant: slug }} search={of}>
      {name}
    </Link>
  );
}

/** The same for a click anywhere in the row. */
export function useGoToUsers(): ((of: UsersOf) => void) | null {
  const may = useMay();
  const { slug } = useTenant();
  const navigate = useNavigate();
  if (!may('USERS_READ')) return null;
  return (of) => void navigate({ to: '/t/$tenant/users', params: { tenant: slug }, search: of });
}
