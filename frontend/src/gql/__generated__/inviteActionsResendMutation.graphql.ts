/**
 * @generated SignedSource<<4082f3af602a25cdddaafbb60e8e3fd7>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
import type { FragmentRefs } from "relay-runtime";
export type ErrorCode = "ALREADY_DONE" | "ALREADY_EXISTS" | "BAD_CURSOR" | "BETA_ONLY" | "BUSY" | "FLAG_OFF" | "IDEMPOTENCY_KEY_REUSED" | "INTERNAL" | "INVALID" | "JUSTIFICATION_REQUIRED" | "LAST_OWNER" | "LIMIT_EXCEEDED" | "LINK_INVALID" | "MORE_THAN_HELD" | "NOT_FOUND" | "PASSWORD_REFUSED" | "PERMISSION_DENIED" | "PERSISTED_QUERY_NOT_FOUND" | "PLAN_REQUIRED" | "RATE_LIMITED" | "SEATS_EXHAUSTED" | "SIGN_IN_REQUIRED" | "STORAGE_FULL" | "TENANT_REQUIRED" | "WRONG_CREDENTIALS" | "WRONG_STATE" | "%future added value";
export type inviteActionsResendMutation$variables = {
  id: string;
};
export type inviteActionsResendMutation$data = {
  readonly inviteResend: {
    readonly counts: {
      readonly active: number;
      readonly id: string;
      readonly inactive: number;
      readonly pendingInvites: number;
    } | null | undefined;
    readonly invite: {
      readonly " $fragmentSpreads": FragmentRefs<"inviteRow_invite">;
    } | null | undefined;
    readonly userErrors: ReadonlyArray<{
      readonly code: ErrorCode;
      readonly message: string;
    }>;
  };
};
export type inviteActionsResendMutation = {
  response: inviteActionsResendMutation$data;
  variables: inviteActionsResendMutation$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "id"
  }
],
v1 = [
  {
    "kind": "Variable",
    "name": "id",
    "variableName": "id"
  }
],
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v3 = {
  "alias": null,
  "args": null,
  "concreteType": "UserCounts",
  "kind": "LinkedField",
  "name": "counts",
  "plural": false,
  "selections": [
    (v2/*:: as any*/),
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
v4 = {
  "alias": null,
  "args": null,
  "concreteType": "UserError",
  "kind": "LinkedField",
  "name": "userErrors",
  "plural": true,
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "code",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "message",
      "storageKey": null
    }
  ],
  "storageKey": null
},
v5 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "name",
  "storageKey": null
},
v6 = [
  (v2/*:: as any*/),
  (v5/*:: as any*/)
];
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "inviteActionsResendMutation",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "InvitePayload",
        "kind": "LinkedField",
        "name": "inviteResend",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "Invite",
            "kind": "LinkedField",
            "name": "invite",
            "plural": false,
            "selections": [
              {
                "args": null,
                "kind": "FragmentSpread",
                "name": "inviteRow_invite"
              }
            ],
            "storageKey": null
          },
          (v3/*:: as any*/),
          (v4/*:: as any*/)
        ],
        "storageKey": null
      }
    ],
    "type": "Mutation",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "inviteActionsResendMutation",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "InvitePayload",
        "kind": "LinkedField",
        "name": "inviteResend",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "Invite",
            "kind": "LinkedField",
            "name": "invite",
            "plural": false,
            "selections": [
              (v2/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "email",
                "storageKey": null
              },
              (v5/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "sentAt",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "sentCount",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "concreteType": "Role",
                "kind": "LinkedField",
                "name": "roles",
                "plural": true,
                "selections": (v6/*:: as any*/),
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "concreteType": "Group",
                "kind": "LinkedField",
                "name": "groups",
                "plural": true,
                "selections": (v6/*:: as any*/),
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "concreteType": "User",
                "kind": "LinkedField",
                "name": "invitedBy",
                "plural": false,
                "selections": (v6/*:: as any*/),
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "status",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "resendable",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "cancellable",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "delivery",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "openedAt",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "expiresAt",
                "storageKey": null
              }
            ],
            "storageKey": null
          },
          (v3/*:: as any*/),
          (v4/*:: as any*/)
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "47815e618db673dbc22de40038d9a1cc",
    "id": null,
    "metadata": {},
    "name": "inviteActionsResendMutation",
    "operationKind": "mutation",
    "text": "mutation inviteActionsResendMutation(\n  $id: ID!\n) {\n  inviteResend(id: $id) {\n    invite {\n      ...inviteRow_invite\n      id\n    }\n    counts {\n      id\n      active\n      inactive\n      pendingInvites\n    }\n    userErrors {\n      code\n      message\n    }\n  }\n}\n\nfragment deliveryBadge_invite on Invite {\n  delivery\n  sentAt\n  openedAt\n}\n\nfragment inviteMenu_invite on Invite {\n  id\n  email\n  status\n  resendable\n  cancellable\n}\n\nfragment inviteRow_invite on Invite {\n  id\n  email\n  name\n  sentAt\n  sentCount\n  roles {\n    id\n    name\n  }\n  groups {\n    id\n    name\n  }\n  invitedBy {\n    id\n    name\n  }\n  ...inviteMenu_invite\n  ...deliveryBadge_invite\n  ...inviteStatus_invite\n}\n\nfragment inviteStatus_invite on Invite {\n  status\n  expiresAt\n}\n"
  }
};
})();

(node as any).hash = "5e1fc8b6fb01b5bfc6a801229b62d750";

export default node;
