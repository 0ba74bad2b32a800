/**
 * @generated SignedSource<<b3334bec153d283bbf0b3b1160770768>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
import type { FragmentRefs } from "relay-runtime";
export type InviteStatus = "ACCEPTED" | "CANCELLED" | "EXPIRED" | "PENDING" | "SUPERSEDED" | "%future added value";
export type InviteFilter = {
  includeDescendants?: boolean | null | undefined;
  open?: boolean | null | undefined;
  search?: string | null | undefined;
  status?: ReadonlyArray<InviteStatus> | null | undefined;
};
export type inviteRowsSubscription$variables = {
  after?: string | null | undefined;
  filter?: InviteFilter | null | undefined;
  lists: ReadonlyArray<string>;
};
export type inviteRowsSubscription$data = {
  readonly invitesLive: {
    readonly added: ReadonlyArray<{
      readonly cursor: string;
      readonly node: {
        readonly email: string;
        readonly id: string;
        readonly status: InviteStatus;
        readonly " $fragmentSpreads": FragmentRefs<"inviteRow_invite">;
      };
    }>;
    readonly changed: ReadonlyArray<{
      readonly id: string;
      readonly " $fragmentSpreads": FragmentRefs<"inviteRow_invite">;
    }>;
    readonly counts: {
      readonly active: number;
      readonly id: string;
      readonly inactive: number;
      readonly pendingInvites: number;
    } | null | undefined;
    readonly cursor: string;
    readonly removed: ReadonlyArray<string>;
    readonly reset: boolean;
  } | null | undefined;
};
export type inviteRowsSubscription = {
  response: inviteRowsSubscription$data;
  variables: inviteRowsSubscription$variables;
};

const node: ConcreteRequest = (function(){
var v0 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "after"
},
v1 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "filter"
},
v2 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "lists"
},
v3 = [
  {
    "kind": "Variable",
    "name": "after",
    "variableName": "after"
  },
  {
    "kind": "Variable",
    "name": "filter",
    "variableName": "filter"
  }
],
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "cursor",
  "storageKey": null
},
v5 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "reset",
  "storageKey": null
},
v6 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v7 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "email",
  "storageKey": null
},
v8 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "status",
  "storageKey": null
},
v9 = {
  "args": null,
  "kind": "FragmentSpread",
  "name": "inviteRow_invite"
},
v10 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "removed",
  "storageKey": null
},
v11 = {
  "alias": null,
  "args": null,
  "concreteType": "UserCounts",
  "kind": "LinkedField",
  "name": "counts",
  "plural": false,
  "selections": [
    (v6/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "active",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "inactive",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "pendingInvites",
      "storageKey": null
    }
  ],
  "storageKey": null
},
v12 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "name",
  "storageKey": null
},
v13 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "sentAt",
  "storageKey": null
},
v14 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "sentCount",
  "storageKey": null
},
v15 = [
  (v6/*:: as any*/),
  (v12/*:: as any*/)
],
v16 = {
  "alias": null,
  "args": null,
  "concreteType": "Role",
  "kind": "LinkedField",
  "name": "roles",
  "plural": true,
  "selections": (v15/*:: as any*/),
  "storageKey": null
},
v17 = {
  "alias": null,
  "args": null,
  "concreteType": "Group",
  "kind": "LinkedField",
  "name": "groups",
  "plural": true,
  "selections": (v15/*:: as any*/),
  "storageKey": null
},
v18 = {
  "alias": null,
  "args": null,
  "concreteType": "User",
  "kind": "LinkedField",
  "name": "invitedBy",
  "plural": false,
  "selections": (v15/*:: as any*/),
  "storageKey": null
},
v19 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "resendable",
  "storageKey": null
},
v20 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "cancellable",
  "storageKey": null
},
v21 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "delivery",
  "storageKey": null
},
v22 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "openedAt",
  "storageKey": null
},
v23 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "expiresAt",
  "storageKey": null
},
v24 = [
  {
    "kind": "Variable",
    "name": "connections",
    "variableName": "lists"
  }
];
return {
  "fragment": {
    "argumentDefinitions": [
      (v0/*:: as any*/),
      (v1/*:: as any*/),
      (v2/*:: as any*/)
    ],
    "kind": "Fragment",
    "metadata": null,
    "name": "inviteRowsSubscription",
    "selections": [
      {
        "alias": null,
        "args": (v3/*:: as any*/),
        "concreteType": "InviteListDelta",
        "kind": "LinkedField",
        "name": "invitesLive",
        "plural": false,
        "selections": [
          (v4/*:: as any*/),
          (v5/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "concreteType": "InviteEdge",
            "kind": "LinkedField",
            "name": "added",
            "plural": true,
            "selections": [
              (v4/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "concreteType": "Invite",
                "kind": "LinkedField",
                "name": "node",
                "plural": false,
                "selections": [
                  (v6/*:: as any*/),
                  (v7/*:: as any*/),
                  (v8/*:: as any*/),
                  (v9/*:: as any*/)
                ],
                "storageKey": null
              }
            ],
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "concreteType": "Invite",
            "kind": "LinkedField",
            "name": "changed",
            "plural": true,
            "selections": [
              (v6/*:: as any*/),
              (v9/*:: as any*/)
            ],
            "storageKey": null
          },
          (v10/*:: as any*/),
          (v11/*:: as any*/)
        ],
        "storageKey": null
      }
    ],
    "type": "Subscription",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [
      (v1/*:: as any*/),
      (v0/*:: as any*/),
      (v2/*:: as any*/)
    ],
    "kind": "Operation",
    "name": "inviteRowsSubscription",
    "selections": [
      {
        "alias": null,
        "args": (v3/*:: as any*/),
        "concreteType": "InviteListDelta",
        "kind": "LinkedField",
        "name": "invitesLive",
        "plural": false,
        "selections": [
          (v4/*:: as any*/),
          (v5/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "concreteType": "InviteEdge",
            "kind": "LinkedField",
            "name": "added",
            "plural": true,
            "selections": [
              (v4/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "concreteType": "Invite",
                "kind": "LinkedField",
                "name": "node",
                "plural": false,
                "selections": [
                  (v6/*:: as any*/),
                  (v7/*:: as any*/),
                  (v8/*:: as any*/),
                  (v12/*:: as any*/),
                  (v13/*:: as any*/),
                  (v14/*:: as any*/),
                  (v16/*:: as any*/),
                  (v17/*:: as any*/),
                  (v18/*:: as any*/),
                  (v19/*:: as any*/),
                  (v20/*:: as any*/),
                  (v21/*:: as any*/),
                  (v22/*:: as any*/),
                  (v23/*:: as any*/)
                ],
                "storageKey": null
              }
            ],
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "filters": null,
            "handle": "prependEdge",
            "key": "",
            "kind": "LinkedHandle",
            "name": "added",
            "handleArgs": (v24/*:: as any*/)
          },
          {
            "alias": null,
            "args": null,
            "concreteType": "Invite",
            "kind": "LinkedField",
            "name": "changed",
            "plural": true,
            "selections": [
              (v6/*:: as any*/),
              (v7/*:: as any*/),
              (v12/*:: as any*/),
              (v13/*:: as any*/),
              (v14/*:: as any*/),
              (v16/*:: as any*/),
              (v17/*:: as any*/),
              (v18/*:: as any*/),
              (v8/*:: as any*/),
              (v19/*:: as any*/),
              (v20/*:: as any*/),
              (v21/*:: as any*/),
              (v22/*:: as any*/),
              (v23/*:: as any*/)
            ],
            "storageKey": null
          },
          (v10/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "filters": null,
            "handle": "deleteEdge",
            "key": "",
            "kind": "ScalarHandle",
            "name": "removed",
            "handleArgs": (v24/*:: as any*/)
          },
          (v11/*:: as any*/)
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "7356e4275bdec04c285d19432f4dc507",
    "id": null,
    "metadata": {},
    "name": "inviteRowsSubscription",
    "operationKind": "subscription",
    "text": "subscription inviteRowsSubscription(\n  $filter: InviteFilter\n  $after: String\n) {\n  invitesLive(filter: $filter, after: $after) {\n    cursor\n    reset\n    added {\n      cursor\n      node {\n        id\n        email\n        status\n        ...inviteRow_invite\n      }\n    }\n    changed {\n      id\n      ...inviteRow_invite\n    }\n    removed\n    counts {\n      id\n      active\n      inactive\n      pendingInvites\n    }\n  }\n}\n\nfragment deliveryBadge_invite on Invite {\n  delivery\n  sentAt\n  openedAt\n}\n\nfragment inviteMenu_invite on Invite {\n  id\n  email\n  status\n  resendable\n  cancellable\n}\n\nfragment inviteRow_invite on Invite {\n  id\n  email\n  name\n  sentAt\n  sentCount\n  roles {\n    id\n    name\n  }\n  groups {\n    id\n    name\n  }\n  invitedBy {\n    id\n    name\n  }\n  ...inviteMenu_invite\n  ...deliveryBadge_invite\n  ...inviteStatus_invite\n}\n\nfragment inviteStatus_invite on Invite {\n  status\n  expiresAt\n}\n"
  }
};
})();

(node as any).hash = "3482a9dcf24d3c223e2d1479fa740879";

export default node;
