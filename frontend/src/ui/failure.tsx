import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import type { ApiError } from '~/gql/api-error';
import { ErrorBanner } from './banner';
import { Button } from './button';
import css from './failure.module.css';

const FailureContext = createContext<(error: ApiError | null) => void>(() => {});

/** Where an act that failed is shown: above what it was done to, until it is read or something succeeds. */
export function FailureBoard({ children }: { children: ReactNode }) {
  const [error, setError] = useState<ApiError | null>(null);
  const banner = useMemo(
    () =>
      error && (
        <div className={css.board}>
          <ErrorBanner error={error} action={<Button onPress={() => setError(null)}>Dismiss</Button>} />
        </div>
      ),
    [error],
  );
  return (
    <FailureContext value={setError}>
      {banner}
      {children}
    </FailureContext>
  );
}

export function useFailure(): (error: ApiError | null) => void {
  return useContext(FailureContext);
}
