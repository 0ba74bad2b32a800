/**
 * @generated SignedSource<<909bf9cbb08b578cd5073e6e407eeb21>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
import type { FragmentRefs } from "relay-runtime";
export type ErrorCode = "ALREADY_DONE" | "ALREADY_EXISTS" | "BAD_CURSOR" | "BETA_ONLY" | "BUSY" | "FLAG_OFF" | "IDEMPOTENCY_KEY_REUSED" | "INTERNAL" | "INVALID" | "JUSTIFICATION_REQUIRED" | "LAST_OWNER" | "LIMIT_EXCEEDED" | "LINK_INVALID" | "MORE_THAN_HELD" | "NOT_FOUND" | "PASSWORD_REFUSED" | "PERMISSION_DENIED" | "PERSISTED_QUERY_NOT_FOUND" | "PLAN_REQUIRED" | "RATE_LIMITED" | "SEATS_EXHAUSTED" | "SIGN_IN_REQUIRED" | "STORAGE_FULL" | "TENANT_REQUIRED" | "WRONG_CREDENTIALS" | "WRONG_STATE" | "%future added value";
export type userActionsReactivateMutation$variables = {
  id: string;
  mayGroups: boolean;
  mayRoles: boolean;
};
export type userActionsReactivateMutation$data = {
  readonly userReactivate: {
    readonly counts: {
      readonly active: number;
      readonly id: string;
      readonly inactive: number;
      readonly pendingInvites: number;
    } | null | undefined;
    readonly user: {
      readonly " $fragmentSpreads": FragmentRefs<"userPanel_user" | "userRow_user">;
    } | null | undefined;
    readonly userErrors: ReadonlyArray<{
      readonly code: ErrorCode;
      readonly message: string;
    }>;
  };
};
export type userActionsReactivateMutation = {
  response: userActionsReactivateMutation$data;
  variables: userActionsReactivateMutation$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "id"
  },
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "mayGroups"
  },
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "mayRoles"
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
    "name": "userActionsReactivateMutation",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "UserPayload",
        "kind": "LinkedField",
        "name": "userReactivate",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "User",
            "kind": "LinkedField",
            "name": "user",
            "plural": false,
            "selections": [
              {
                "args": null,
                "kind": "FragmentSpread",
                "name": "userRow_user"
              },
              {
                "args": null,
                "kind": "FragmentSpread",
                "name": "userPanel_user"
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
    "name": "userActionsReactivateMutation",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "UserPayload",
        "kind": "LinkedField",
        "name": "userReactivate",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "User",
            "kind": "LinkedField",
            "name": "user",
            "plural": false,
            "selections": [
              (v2/*:: as any*/),
              (v5/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "type",
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
                "name": "email",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "uniqueId",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "lastLoginAt",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "createdAt",
                "storageKey": null
              },
              {
                "condition": "mayGroups",
                "kind": "Condition",
                "passingValue": true,
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Group",
                    "kind": "LinkedField",
                    "name": "groups",
                    "plural": true,
                    "selections": (v6/*:: as any*/),
                    "storageKey": null
                  }
                ]
              },
              {
                "condition": "mayRoles",
                "kind": "Condition",
                "passingValue": true,
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "AssignedRole",
                    "kind": "LinkedField",
                    "name": "roles",
                    "plural": true,
                    "selections": [
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "Role",
                        "kind": "LinkedField",
                        "name": "role",
                        "plural": false,
                        "selections": [
                          (v2/*:: as any*/),
                          (v5/*:: as any*/),
                          {
                            "alias": null,
                            "args": null,
                            "kind": "ScalarField",
                            "name": "elevated",
                            "storageKey": null
                          }
                        ],
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "Group",
                        "kind": "LinkedField",
                        "name": "via",
                        "plural": false,
                        "selections": (v6/*:: as any*/),
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "Tenant",
                        "kind": "LinkedField",
                        "name": "from",
                        "plural": false,
                        "selections": [
                          (v2/*:: as any*/),
                          {
                            "alias": null,
                            "args": null,
                            "kind": "ScalarField",
                            "name": "slug",
                            "storageKey": null
                          },
                          (v5/*:: as any*/)
                        ],
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
                  }
                ]
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "availableActions",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "company",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "twoFactorEnabled",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "deactivatedAt",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "concreteType": "User",
                "kind": "LinkedField",
                "name": "deactivatedBy",
                "plural": false,
                "selections": (v6/*:: as any*/),
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "deactivatedReason",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "concreteType": "Tenant",
                "kind": "LinkedField",
                "name": "scope",
                "plural": true,
                "selections": (v6/*:: as any*/),
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
    "cacheID": "a7fbcec6bc828657a6ec0a9a757855fb",
    "id": null,
    "metadata": {},
    "name": "userActionsReactivateMutation",
    "operationKind": "mutation",
    "text": "mutation userActionsReactivateMutation(\n  $id: ID!\n  $mayGroups: Boolean!\n  $mayRoles: Boolean!\n) {\n  userReactivate(id: $id) {\n    user {\n      ...userRow_user\n      ...userPanel_user\n      id\n    }\n    counts {\n      id\n      active\n      inactive\n      pendingInvites\n    }\n    userErrors {\n      code\n      message\n    }\n  }\n}\n\nfragment userMenu_user on User {\n  id\n  name\n  email\n  uniqueId\n  availableActions\n}\n\nfragment userPanel_user on User {\n  id\n  name\n  type\n  status\n  email\n  uniqueId\n  company\n  lastLoginAt\n  createdAt\n  twoFactorEnabled\n  deactivatedAt\n  deactivatedBy {\n    id\n    name\n  }\n  deactivatedReason\n  groups @include(if: $mayGroups) {\n    id\n    name\n  }\n  scope {\n    id\n    name\n  }\n  availableActions\n  ...userRoles_user\n}\n\nfragment userRoles_user on User {\n  roles @include(if: $mayRoles) {\n    role {\n      id\n      name\n      elevated\n    }\n    via {\n      id\n      name\n    }\n    from {\n      id\n      slug\n      name\n    }\n    expiresAt\n  }\n}\n\nfragment userRow_user on User {\n  id\n  name\n  type\n  status\n  email\n  uniqueId\n  lastLoginAt\n  createdAt\n  groups @include(if: $mayGroups) {\n    id\n    name\n  }\n  roles @include(if: $mayRoles) {\n    role {\n      id\n      name\n    }\n  }\n  ...userMenu_user\n}\n"
  }
};
})();

(node as any).hash = "76f844a14fe048f9bc3595f64c514b7e";

export default node;
