export interface Session {
  readonly email: string;
  /** Where this session may act, by name. */
  readonly tenants: readonly { readonly slug: string; readonly name: string }[];
}

interface Answer {
  readonly data?: {
    readonly viewer?: { readonly person: { readonly email: string }; readonly tenants: Session['tenants'] } | null;
  };
}

/** Whose session the requests of this page carry; null where nobody is signed in. */
export async function readSession(): Promise<Session | null> {
  const response = await fetch('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ query: '{ viewer { person { email } tenants { slug name } } }' }),
  });
  const viewer = ((await response.json()) as Answer).data?.viewer;
  return viewer ? { email: viewer.person.email, tenants: viewer.tenants } : null;
}
