import { Component, type ReactNode } from 'react';
import { ApiError, isOfOldPage } from '~/gql/api-error';
import { useReachableAgain } from '~/lib/reachable-again';

interface Props {
  readonly children: ReactNode;
  /** A new value forgets the error: another tab, another search. */
  readonly resetKey: string;
  readonly fallback: (error: ApiError, retry: () => void) => ReactNode;
  readonly onRetry?: () => void;
}

interface State {
  readonly error: ApiError | null;
  readonly key: string;
}

export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, key: this.props.resetKey };

  static getDerivedStateFromError(thrown: unknown): Partial<State> {
    return { error: ApiError.from(thrown) };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.resetKey === state.key ? null : { error: null, key: props.resetKey };
  }

  retry = () => {
    // Asked again by the same page, it would fail the same way.
    if (isOfOldPage(this.state.error)) return location.reload();
    this.props.onRetry?.();
    this.setState({ error: null });
  };

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <>
        <Again error={error} retry={this.retry} />
        {this.props.fallback(error, this.retry)}
      </>
    );
  }
}

function Again({ error, retry }: { error: ApiError; retry: () => void }) {
  useReachableAgain(error, retry);
  return null;
}
