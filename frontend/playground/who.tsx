import { useEffect, useState } from 'react';

interface Answer {
  readonly data?: { readonly viewer?: { readonly person: { readonly email: string } } | null };
}

async function signedInAs(): Promise<string | null> {
  const response = await fetch('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ query: '{ viewer { person { email } } }' }),
  });
  const answer = (await response.json()) as Answer;
  return answer.data?.viewer?.person.email ?? null;
}

/** Whose session the requests of this page carry. */
export function Who() {
  const [email, setEmail] = useState<string | null | undefined>();
  useEffect(() => {
    // A server that cannot be asked now is told by the editor's own first request.
    signedInAs().then(setEmail, () => setEmail(undefined));
  }, []);
  if (email === undefined) return null;
  if (email === null) {
    return (
      <span>
        Nobody is signed in. <a href="/">Sign in</a>
      </span>
    );
  }
  return <span>Signed in as {email}</span>;
}
