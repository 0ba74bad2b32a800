/**
 * @generated SignedSource<<8b2edaa99075bfa0cf77e2f9fcf4a584>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
import type { FragmentRefs } from "relay-runtime";
export type ErrorCode = "ALREADY_DONE" | "ALREADY_EXISTS" | "BAD_CURSOR" | "BETA_ONLY" | "BUSY" | "FLAG_OFF" | "IDEMPOTENCY_KEY_REUSED" | "INTERNAL" | "INVALID" | "JUSTIFICATION_REQUIRED" | "LAST_OWNER" | "LIMIT_EXCEEDED" | "LINK_INVALID" | "MORE_THAN_HELD" | "NOT_FOUND" | "PASSWORD_REFUSED" | "PERMISSION_DENIED" | "PERSISTED_QUERY_NOT_FOUND" | "PLAN_REQUIRED" | "RATE_LIMITED" | "SEATS_EXHAUSTED" | "SIGN_IN_REQUIRED" | "STORAGE_FULL" | "TENANT_REQUIRED" | "WRONG_CREDENTIALS" | "WRONG_STATE" | "%future added value";
export type deactivateDialogMutation$variables = {
  id: string;
  mayGroups: boolean;
  mayRoles: boolean;
  reason?: string | null | undefined;
};
export type deactivateDialogMutation$data = {
  readonly userDeactivate: {
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
export type deactivateDialogMutation = {
  response: deactivateDialogMutation$data;
  variables: deactivateDialogMutation$variables;
};

const node: ConcreteRequest = (function(){
var v0 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "id"
},
v1 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "mayGroups"
},
v2 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "mayRoles"
},
v3 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "reason"
},
v4 = [
  {
    "kind": "Variable",
    "name": "id",
    "variableName": "id"
  },
  {
    "kind": "Variable",
    "name": "reason",
    "variableName": "reason"
  }
],
v5 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v6 = {
  "alias": null,
  "args": null,
  "concreteType": "UserCounts",
  "kind": "LinkedField",
  "name": "counts",
  "plural": false,
  "selections": [
    (v5/*:: as any*/),
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
v7 = {
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
v8 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "name",
  "storageKey": null
},
v9 = [
  (v5/*:: as any*/),
  (v8/*:: as any*/)
];
return {
  "fragment": {
    "argumentDefinitions": [
      (v0/*:: as any*/),
      (v1/*:: as any*/),
      (v2/*:: as any*/),
      (v3/*:: as any*/)
    ],
    "kind": "Fragment",
    "metadata": null,
    "name": "deactivateDialogMutation",
    "selections": [
      {
        "alias": null,
        "args": (v4/*:: as any*/),
        "concreteType": "UserPayload",
        "kind": "LinkedField",
        "name": "userDeactivate",
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
          (v6/*:: as any*/),
          (v7/*:: as any*/)
        ],
        "storageKey": null
      }
    ],
    "type": "Mutation",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [
      (v0/*:: as any*/),
      (v3/*:: as any*/),
      (v1/*:: as any*/),
      (v2/*:: as any*/)
    ],
    "kind": "Operation",
    "name": "deactivateDialogMutation",
    "selections": [
      {
        "alias": null,
        "args": (v4/*:: as any*/),
        "concreteType": "UserPayload",
        "kind": "LinkedField",
        "name": "userDeactivate",
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
              (v5/*:: as any*/),
              (v8/*:: as any*/),
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
                    "selections": (v9/*:: as any*/),
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
                          (v5/*:: as any*/),
                          (v8/*:: as any*/),
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
                        "selections": (v9/*:: as any*/),
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
                          (v5/*:: as any*/),
                          {
                            "alias": null,
                            "args": null,
                            "kind": "ScalarField",
                            "name": "slug",
                            "storageKey": null
                          },
                          (v8/*:: as any*/)
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
                "selections": (v9/*:: as any*/),
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
                "selections": (v9/*:: as any*/),
                "storageKey": null
              }
            ],
            "storageKey": null
          },
          (v6/*:: as any*/),
          (v7/*:: as any*/)
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "81b988b797fc612d99d9302971ad520a",
    "id": null,
    "metadata": {},
    "name": "deactivateDialogMutation",
    "operationKind": "mutation",
    "text": "mutation deactivateDialogMutation(\n  $id: ID!\n  $reason: String\n  $mayGroups: Boolean!\n  $mayRoles: Boolean!\n) {\n  userDeactivate(id: $id, reason: $reason) {\n    user {\n      ...userRow_user\n      ...userPanel_user\n      id\n    }\n    counts {\n      id\n      active\n      inactive\n      pendingInvites\n    }\n    userErrors {\n      code\n      message\n    }\n  }\n}\n\nfragment userMenu_user on User {\n  id\n  name\n  email\n  uniqueId\n  availableActions\n}\n\nfragment userPanel_user on User {\n  id\n  name\n  type\n  status\n  email\n  uniqueId\n  company\n  lastLoginAt\n  createdAt\n  twoFactorEnabled\n  deactivatedAt\n  deactivatedBy {\n    id\n    name\n  }\n  deactivatedReason\n  groups @include(if: $mayGroups) {\n    id\n    name\n  }\n  scope {\n    id\n    name\n  }\n  availableActions\n  ...userRoles_user\n}\n\nfragment userRoles_user on User {\n  roles @include(if: $mayRoles) {\n    role {\n      id\n      name\n      elevated\n    }\n    via {\n      id\n      name\n    }\n    from {\n      id\n      slug\n      name\n    }\n    expiresAt\n  }\n}\n\nfragment userRow_user on User {\n  id\n  name\n  type\n  status\n  email\n  uniqueId\n  lastLoginAt\n  createdAt\n  groups @include(if: $mayGroups) {\n    id\n    name\n  }\n  roles @include(if: $mayRoles) {\n    role {\n      id\n      name\n    }\n  }\n  ...userMenu_user\n}\n"
  }
};
})();

(node as any).hash = "90ff55128b86da6f0880c812fe113502";

export default node;
