import { useTenant } from '~/lib/tenant-context';
import { EmptyState } from './empty-state';

/** Known from what the viewer holds, without asking the server for what it would refuse. */
export function NoPermission({ what }: { what: string }) {
  const { name } = useTenant();
  return (
    <EmptyState icon="lock" title="Your roles do not include this">
      <p>
        You are signed in, but none of your roles in {name} lets you {what}. Ask an owner of {name} for a role that
        does.
      </p>
    </EmptyState>
  );
}
