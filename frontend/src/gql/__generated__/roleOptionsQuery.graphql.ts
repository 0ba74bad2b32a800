/**
 * @generated SignedSource<<3c96b035b054db76a48b4044657c179b>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type roleOptionsQuery$variables = {
  search?: string | null | undefined;
};
export type roleOptionsQuery$data = {
  readonly roles: {
    readonly nodes: ReadonlyArray<{
      readonly elevated: boolean;
      readonly id: string;
      readonly name: string;
    }>;
  } | null | undefined;
};
export type roleOptionsQuery = {
  response: roleOptionsQuery$data;
  variables: roleOptionsQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "search"
  }
],
v1 = [
  {
    "alias": null,
    "args": [
      {
        "fields": [
          {
            "kind": "Variable",
            "name": "search",
            "variableName": "search"
          }
        ],
        "kind": "ObjectValue",
        "name": "filter"
      },
      {
        "kind": "Literal",
        "name": "first",
        "value": 100
      }
    ],
    "concreteType": "RoleConnection",
    "kind": "LinkedField",
    "name": "roles",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "concreteType": "Role",
        "kind": "LinkedField",
        "name": "nodes",
        "plural": true,
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "id",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "name",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "elevated",
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ],
    "storageKey": null
  }
];
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "roleOptionsQuery",
    "selections": (v1/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "roleOptionsQuery",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "58039c78d180121289bf89de9d127402",
    "id": null,
    "metadata": {},
    "name": "roleOptionsQuery",
    "operationKind": "query",
    "text": "query roleOptionsQuery(\n  $search: String\n) {\n  roles(first: 100, filter: {search: $search}) {\n    nodes {\n      id\n      name\n      elevated\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "dddc7a2ad83057f696fb8b527259aa28";

export default node;
