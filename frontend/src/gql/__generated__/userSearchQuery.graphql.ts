/**
 * @generated SignedSource<<11a37b4437c9d873037b37f58338a9ad>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type UserStatus = "ACTIVE" | "INACTIVE" | "%future added value";
export type userSearchQuery$variables = {
  search: string;
};
export type userSearchQuery$data = {
  readonly users: {
    readonly nodes: ReadonlyArray<{
      readonly email: string | null | undefined;
      readonly id: string;
      readonly name: string;
      readonly status: UserStatus;
      readonly uniqueId: string | null | undefined;
    }>;
  } | null | undefined;
};
export type userSearchQuery = {
  response: userSearchQuery$data;
  variables: userSearchQuery$variables;
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
        "value": 7
      }
    ],
    "concreteType": "UserConnection",
    "kind": "LinkedField",
    "name": "users",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "concreteType": "User",
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
            "name": "status",
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
    "name": "userSearchQuery",
    "selections": (v1/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "userSearchQuery",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "5013fd19162c8df54b9ff6ca1d5911bb",
    "id": null,
    "metadata": {},
    "name": "userSearchQuery",
    "operationKind": "query",
    "text": "query userSearchQuery(\n  $search: String!\n) {\n  users(first: 7, filter: {search: $search}) {\n    nodes {\n      id\n      name\n      email\n      uniqueId\n      status\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "006826a9ed0646c5d4ed86e049dbc8a1";

export default node;
