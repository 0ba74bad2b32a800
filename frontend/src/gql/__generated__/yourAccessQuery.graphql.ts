/**
 * @generated SignedSource<<99f2475c457b6a5b7e61561f217e3c9e>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type AdminPermission = "ACCESS_CHECK" | "ACCESS_DIAGNOSE" | "API_KEYS_MANAGE" | "FLAGS_MANAGE" | "FLAGS_READ" | "GROUPS_MANAGE" | "GROUPS_READ" | "INVITES_READ" | "INVITES_SEND" | "JOURNAL_READ" | "REVIEWS_MANAGE" | "REVIEWS_READ" | "ROLES_GRANT" | "ROLES_MANAGE" | "ROLES_READ" | "SCHEMA_READ" | "SUPPORT_ACT" | "SUPPORT_READ" | "TENANT_MANAGE" | "USERS_MANAGE" | "USERS_READ" | "WEBHOOKS_MANAGE" | "%future added value";
export type UserType = "GUEST" | "MEMBER" | "SERVICE" | "%future added value";
export type yourAccessQuery$variables = {
  mayRoles: boolean;
};
export type yourAccessQuery$data = {
  readonly viewer: {
    readonly adminPermissions: ReadonlyArray<AdminPermission>;
    readonly permissionKeys: ReadonlyArray<string>;
    readonly user: {
      readonly roles?: ReadonlyArray<{
        readonly role: {
          readonly id: string;
          readonly name: string;
        };
      }> | null | undefined;
      readonly type: UserType;
    } | null | undefined;
  } | null | undefined;
};
export type yourAccessQuery = {
  response: yourAccessQuery$data;
  variables: yourAccessQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "mayRoles"
  }
],
v1 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "adminPermissions",
  "storageKey": null
},
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "permissionKeys",
  "storageKey": null
},
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "type",
  "storageKey": null
},
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v5 = {
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
            (v4/*:: as any*/),
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "name",
              "storageKey": null
            }
          ],
          "storageKey": null
        }
      ],
      "storageKey": null
    }
  ]
};
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "yourAccessQuery",
    "selections": [
      {
        "alias": null,
        "args": null,
        "concreteType": "Viewer",
        "kind": "LinkedField",
        "name": "viewer",
        "plural": false,
        "selections": [
          (v1/*:: as any*/),
          (v2/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "concreteType": "User",
            "kind": "LinkedField",
            "name": "user",
            "plural": false,
            "selections": [
              (v3/*:: as any*/),
              (v5/*:: as any*/)
            ],
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ],
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "yourAccessQuery",
    "selections": [
      {
        "alias": null,
        "args": null,
        "concreteType": "Viewer",
        "kind": "LinkedField",
        "name": "viewer",
        "plural": false,
        "selections": [
          (v1/*:: as any*/),
          (v2/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "concreteType": "User",
            "kind": "LinkedField",
            "name": "user",
            "plural": false,
            "selections": [
              (v3/*:: as any*/),
              (v5/*:: as any*/),
              (v4/*:: as any*/)
            ],
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "bed42815941e7413d5b47c1cabeccfae",
    "id": null,
    "metadata": {},
    "name": "yourAccessQuery",
    "operationKind": "query",
    "text": "query yourAccessQuery(\n  $mayRoles: Boolean!\n) {\n  viewer {\n    adminPermissions\n    permissionKeys\n    user {\n      type\n      roles @include(if: $mayRoles) {\n        role {\n          id\n          name\n        }\n      }\n      id\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "65203d9377bd1e6fc1a34e9c13929ce8";

export default node;
