export interface Example {
  readonly query: string;
  readonly variables?: string;
}

/** The tabs that a first visit opens with; a test holds each document valid against the schema. */
export const examples: readonly Example[] = [
  {
    query: `# Who am I, and what may I do here?
# The tenant is named under "Headers", below.
query WhoAmI {
  viewer {
    person {
      name
      email
      lastLoginAt
    }
    tenant {
      slug
      name
      plan {
        name
      }
    }
    tenants {
      slug
      name
    }
    adminPermissions
    features
  }
}
`,
  },
  {
    query: `# A page of the user list: who entered last comes first.
# For the next page, pass endCursor as "after".
query UsersPage($first: Int!, $after: String, $search: String) {
  userCounts {
    active
    inactive
    pendingInvites
  }
  users(
    first: $first
    after: $after
    filter: { search: $search }
    orderBy: { field: LAST_LOGIN, direction: DESC }
  ) {
    totalCount
    nodes {
      id
      name
      email
      type
      status
      lastLoginAt
      roles {
        role {
          name
        }
        via {
          name
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`,
    variables: '{\n  "first": 10,\n  "search": null\n}',
  },
  {
    query: `# Invite somebody. In the demo, the mail is at /dev/mailbox.
# A mistake comes back under userErrors.
mutation InviteSomebody($email: String!, $name: String) {
  inviteSend(input: { invitees: [{ email: $email, name: $name }] }) {
    results {
      email
      invite {
        id
        status
        delivery
        expiresAt
      }
      userErrors {
        field
        code
        message
      }
    }
    counts {
      pendingInvites
    }
    userErrors {
      code
      message
    }
  }
}
`,
    variables: '{\n  "email": "robin@acme.example",\n  "name": "Robin Reyes"\n}',
  },
  {
    query: `# Follow last logins. Press play, then sign in from another
# browser: each first entry arrives here.
subscription FollowLastLogins {
  userLastLogin {
    cursor
    user {
      name
      email
      lastLoginAt
    }
  }
}
`,
  },
  {
    query: `# Follow the open invites, as the Pending invites tab does.
# Send or resend one, and it arrives here.
subscription FollowInvites {
  invitesLive(filter: { open: true }) {
    cursor
    added {
      node {
        id
        email
        status
        delivery
      }
    }
    changed {
      id
      email
      status
      delivery
      sentCount
    }
    removed
    counts {
      pendingInvites
    }
  }
}
`,
  },
];
