import { useState } from 'react';
import { useRelayEnvironment } from 'react-relay/hooks';
import type { userCsvQuery$variables } from '~/gql/__generated__/userCsvQuery.graphql';
import { ApiError } from '~/gql/api-error';
import { useFailure } from '~/ui/failure';

/** The list as a file. What makes it is loaded when it is first asked for. */
export function useUserCsv() {
  const environment = useRelayEnvironment();
  const fail = useFailure();
  const [busy, setBusy] = useState(false);
  const run = (variables: Omit<userCsvQuery$variables, 'after'>, name: string) => {
    setBusy(true);
    import('./user-csv')
      .then(({ saveUserCsv }) => saveUserCsv(environment, variables, name))
      .catch((thrown: unknown) => fail(ApiError.from(thrown)))
      .finally(() => setBusy(false));
  };
  return { busy, run };
}
