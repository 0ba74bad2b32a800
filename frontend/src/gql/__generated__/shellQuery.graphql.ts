/**
 * @generated SignedSource<<00ff08c68a45ade340940d38867e5e12>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
import type { FragmentRefs } from "relay-runtime";
export type AdminPermission = "ACCESS_CHECK" | "ACCESS_DIAGNOSE" | "API_KEYS_MANAGE" | "FLAGS_MANAGE" | "FLAGS_READ" | "GROUPS_MANAGE" | "GROUPS_READ" | "INVITES_READ" | "INVITES_SEND" | "JOURNAL_READ" | "REVIEWS_MANAGE" | "REVIEWS_READ" | "ROLES_GRANT" | "ROLES_MANAGE" | "ROLES_READ" | "SCHEMA_READ" | "SUPPORT_ACT" | "SUPPORT_READ" | "TENANT_MANAGE" | "USERS_MANAGE" | "USERS_READ" | "WEBHOOKS_MANAGE" | "%future added value";
export type shellQuery$variables = Record<PropertyKey, never>;
export type shellQuery$data = {
  readonly liveCursor: string;
  readonly viewer: {
    readonly adminPermissions: ReadonlyArray<AdminPermission>;
    readonly tenant: {
      readonly id: string;
      readonly name: string;
    } | null | undefined;
    readonly " $fragmentSpreads": FragmentRefs<"palette_viewer" | "topBar_viewer">;
  } | null | undefined;
};
export type shellQuery = {
  response: shellQuery$data;
  variables: shellQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "liveCursor",
  "storageKey": null
},
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
  "name": "id",
  "storageKey": null
},
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "name",
  "storageKey": null
},
v4 = {
  "alias": null,
  "args": null,
  "concreteType": "Tenant",
  "kind": "LinkedField",
  "name": "tenant",
  "plural": false,
  "selections": [
    (v2/*:: as any*/),
    (v3/*:: as any*/)
  ],
  "storageKey": null
};
return {
  "fragment": {
    "argumentDefinitions": [],
    "kind": "Fragment",
    "metadata": null,
    "name": "shellQuery",
    "selections": [
      (v0/*:: as any*/),
      {
        "alias": null,
        "args": null,
        "concreteType": "Viewer",
        "kind": "LinkedField",
        "name": "viewer",
        "plural": false,
        "selections": [
          (v1/*:: as any*/),
          (v4/*:: as any*/),
          {
            "args": null,
            "kind": "FragmentSpread",
            "name": "topBar_viewer"
          },
          {
            "args": null,
            "kind": "FragmentSpread",
            "name": "palette_viewer"
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
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "shellQuery",
    "selections": [
      (v0/*:: as any*/),
      {
        "alias": null,
        "args": null,
        "concreteType": "Viewer",
        "kind": "LinkedField",
        "name": "viewer",
        "plural": false,
        "selections": [
          (v1/*:: as any*/),
          (v4/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "concreteType": "Person",
            "kind": "LinkedField",
            "name": "person",
            "plural": false,
            "selections": [
              (v2/*:: as any*/),
              (v3/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "email",
                "storageKey": null
              }
            ],
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "concreteType": "Tenant",
            "kind": "LinkedField",
            "name": "tenants",
            "plural": true,
            "selections": [
              (v2/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "slug",
                "storageKey": null
              },
              (v3/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "concreteType": "Tenant",
                "kind": "LinkedField",
                "name": "parent",
                "plural": false,
                "selections": [
                  (v2/*:: as any*/)
                ],
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "concreteType": "Plan",
                "kind": "LinkedField",
                "name": "plan",
                "plural": false,
                "selections": [
                  (v3/*:: as any*/)
                ],
                "storageKey": null
              }
            ],
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "4ceb34b85a24612590309be26772e888",
    "id": null,
    "metadata": {},
    "name": "shellQuery",
    "operationKind": "query",
    "text": "query shellQuery {\n  liveCursor\n  viewer {\n    adminPermissions\n    tenant {\n      id\n      name\n    }\n    ...topBar_viewer\n    ...palette_viewer\n  }\n}\n\nfragment avatarMenu_viewer on Viewer {\n  person {\n    id\n    name\n    email\n  }\n}\n\nfragment palette_viewer on Viewer {\n  tenants {\n    id\n    slug\n    name\n  }\n}\n\nfragment tenantSwitcher_viewer on Viewer {\n  tenants {\n    id\n    slug\n    name\n    parent {\n      id\n    }\n    plan {\n      name\n    }\n  }\n}\n\nfragment topBar_viewer on Viewer {\n  ...avatarMenu_viewer\n  ...tenantSwitcher_viewer\n}\n"
  }
};
})();

(node as any).hash = "1efbc39cfdb79388c1a0fd79a6cf66c6";

export default node;
