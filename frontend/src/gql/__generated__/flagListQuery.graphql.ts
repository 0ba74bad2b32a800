/**
 * @generated SignedSource<<b51babf2c4b67053eaa1d948e4b68760>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type flagListQuery$variables = Record<PropertyKey, never>;
export type flagListQuery$data = {
  readonly flags: ReadonlyArray<{
    readonly accountRequired: boolean;
    readonly beta: boolean;
    readonly description: string | null | undefined;
    readonly enabled: boolean;
    readonly feature: string;
    readonly id: string;
    readonly minimumPlan: {
      readonly name: string;
    } | null | undefined;
    readonly updatedAt: string | null | undefined;
    readonly updatedBy: {
      readonly id: string;
      readonly name: string;
    } | null | undefined;
  }> | null | undefined;
};
export type flagListQuery = {
  response: flagListQuery$data;
  variables: flagListQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v1 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "name",
  "storageKey": null
},
v2 = [
  {
    "alias": null,
    "args": null,
    "concreteType": "Flag",
    "kind": "LinkedField",
    "name": "flags",
    "plural": true,
    "selections": [
      (v0/*:: as any*/),
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "feature",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "description",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "enabled",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "beta",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "concreteType": "Plan",
        "kind": "LinkedField",
        "name": "minimumPlan",
        "plural": false,
        "selections": [
          (v1/*:: as any*/)
        ],
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "accountRequired",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "updatedAt",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "concreteType": "User",
        "kind": "LinkedField",
        "name": "updatedBy",
        "plural": false,
        "selections": [
          (v0/*:: as any*/),
          (v1/*:: as any*/)
        ],
        "storageKey": null
      }
    ],
    "storageKey": null
  }
];
return {
  "fragment": {
    "argumentDefinitions": [],
    "kind": "Fragment",
    "metadata": null,
    "name": "flagListQuery",
    "selections": (v2/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "flagListQuery",
    "selections": (v2/*:: as any*/)
  },
  "params": {
    "cacheID": "77ba0105f3d25c773b06ba7c1019c2e3",
    "id": null,
    "metadata": {},
    "name": "flagListQuery",
    "operationKind": "query",
    "text": "query flagListQuery {\n  flags {\n    id\n    feature\n    description\n    enabled\n    beta\n    minimumPlan {\n      name\n    }\n    accountRequired\n    updatedAt\n    updatedBy {\n      id\n      name\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "8a4617990b8f06e63706b0a82a89e033";

export default node;
