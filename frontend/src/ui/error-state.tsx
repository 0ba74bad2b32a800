import type { ApiError } from '~/gql/api-error';
import { ErrorReference } from './banner';
import { Button } from './button';
import { EmptyState } from './empty-state';

/** In place of a page or a list that could not be shown. A denial has no "try again": only somebody else can change it. */
export function ErrorState({ error, retry }: { error: ApiError; retry: () => void }) {
  const footer = <ErrorReference error={error} />;
  if (error.category === 'AUTHORIZATION') {
    return (
      <EmptyState icon="lock" title="You do not have access to this" footer={footer}>
        <p>{error.userMessage}</p>
        <p>{error.next ?? 'Ask an owner of this tenant for a role that includes it.'}</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="alert"
      title="This could not be loaded"
      action={
        <Button variant="primary" onPress={retry}>
          Try again
        </Button>
      }
      footer={footer}
    >
      <p role="alert">{error.userMessage}</p>
      {error.next && <p>{error.next}</p>}
    </EmptyState>
  );
}
